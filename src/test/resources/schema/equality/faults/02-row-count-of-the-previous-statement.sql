-- may-ask
INSERT INTO QMetadata VALUES ('a','1'),('b','2');
SET @n = ROW_COUNT();
INSERT INTO QMetadata VALUES ('n', @n);
