-- may-ask
CREATE TABLE t (a INT, b VARCHAR(9));
INSERT INTO t VALUES (1, 'x');
SELECT a, b INTO @a, @b FROM t;
SELECT b FROM t LIMIT 1 INTO @c;
INSERT INTO observed VALUES ('a', @a), ('b', @b), ('c', @c);
SELECT a INTO @a FROM t WHERE FALSE;
INSERT INTO observed VALUES ('unchanged', @a), ('warning', @@warning_count);
