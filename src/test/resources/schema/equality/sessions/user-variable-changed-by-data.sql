-- may-ask
CREATE TABLE t (id INT PRIMARY KEY, n INT);
SET @n = 0;
INSERT INTO t SELECT seq, @n := @n + 1 FROM seq_1_to_5;
UPDATE t SET n = (@n := @n + 1) ORDER BY id;
INSERT INTO observed VALUES ('n', @n);
