-- not-on: no-backslash-escapes
CREATE TABLE t (id INT PRIMARY KEY, a TEXT CHARACTER SET utf8mb4, b BLOB);
INSERT INTO t VALUES (1, 'a\'b', 'x\0y\Zz'), (2, 'a\\', '\\\\'), (3, 'a\nb\tc\rd\be', '\%\_'), (4, '\;', '\g'), (5, 'C:\\dir\\', '\"');
INSERT INTO observed SELECT CONCAT('hex ', id), HEX(a) FROM t;
