CREATE TABLE t (id INT PRIMARY KEY, a INT);
INSERT INTO t VALUES (1, 1), (2, 2);
SET sql_safe_updates = 1;
UPDATE t SET a = 5 WHERE id = 1;
DELETE FROM t WHERE id = 2;
INSERT INTO observed VALUES ('safe', @@sql_safe_updates);
