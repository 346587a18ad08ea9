-- expect: refused ORACLE
INSERT INTO observed VALUES ('a', 1);
/*!100301 SET @@session.sql_mode = oracle */;
INSERT INTO observed VALUES ('b', 1);
