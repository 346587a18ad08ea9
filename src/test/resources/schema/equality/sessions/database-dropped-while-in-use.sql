-- may-ask
CREATE DATABASE short_lived;
USE short_lived;
CREATE TABLE t (a INT);
DROP DATABASE short_lived;
INSERT INTO qservw_worker.observed VALUES ('database', IFNULL(DATABASE(), 'none'));
USE qservw_worker;
INSERT INTO observed VALUES ('database again', DATABASE());
