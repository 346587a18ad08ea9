-- may-ask
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2), (3);
SET @a = ROW_COUNT();
UPDATE t SET a = a + 1 WHERE a > 1;
SET @b = ROW_COUNT();
DELETE FROM t;
SET @c = ROW_COUNT();
INSERT INTO observed VALUES ('a', @a), ('b', @b), ('c', @c);
INSERT INTO t SELECT seq FROM seq_1_to_7;
INSERT INTO observed VALUES ('directly', ROW_COUNT());
