CREATE TABLE t (a INT);
SET autocommit = 0;
INSERT INTO t VALUES (1);
COMMIT;
INSERT INTO t VALUES (2);
-- next script
INSERT INTO observed SELECT 'rows', COUNT(*) FROM t;
