CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT);
SET insert_id = 42;
INSERT INTO t (a) VALUES (1);
INSERT INTO observed SELECT 'id', id FROM t;
SET last_insert_id = 99;
INSERT INTO observed VALUES ('last', LAST_INSERT_ID());
