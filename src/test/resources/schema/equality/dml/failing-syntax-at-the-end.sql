-- expect: fails 1064
-- may-ask
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0);
UPDAT t SET id = 5;
