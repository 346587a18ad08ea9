CREATE TABLE t (a INT);
-- next script
INSERT INTO t VALUES (1);
INSERT INTO t VALUES ('x', 2);
-- corrected script
CREATE TABLE t (a INT);
-- next script
INSERT INTO t VALUES (1);
INSERT INTO t VALUES (2);
