-- may-ask
SET sql_mode = '';
CREATE TABLE t (a TINYINT, b VARCHAR(2));
INSERT INTO t VALUES (1000, 'long'), (2000, 'longer');
SET @count = @@warning_count;
INSERT INTO observed VALUES ('warnings', @count), ('errors', @@error_count);
INSERT INTO t VALUES (3000, 'x');
INSERT INTO observed VALUES ('warnings directly', @@warning_count);
DROP TABLE IF EXISTS nothing;
INSERT INTO observed VALUES ('note', @@warning_count);
