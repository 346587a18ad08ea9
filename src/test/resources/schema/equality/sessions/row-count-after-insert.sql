INSERT INTO QMetadata VALUES ('a', '1'), ('b', '2');
SET @n = ROW_COUNT();
INSERT INTO observed VALUES ('rows of the insert', @n);
INSERT INTO observed VALUES ('rows directly', ROW_COUNT());
