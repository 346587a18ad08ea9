CREATE DATABASE second;
USE second;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
INSERT INTO qservw_worker.observed VALUES ('database', DATABASE());
use `qservw_worker`;
INSERT INTO observed SELECT 'a', a FROM second.t;
USE second
INSERT INTO t VALUES (2);
