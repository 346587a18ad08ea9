-- may-ask
INSERT INTO QMetadata VALUES ('a', '1'), ('b', '2');
INSERT INTO observed VALUES ('rows directly', ROW_COUNT());
SET @one = ROW_COUNT();
SET @two = ROW_COUNT();
INSERT INTO observed VALUES ('rows later', @one), ('after set', @two);
