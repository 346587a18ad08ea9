-- expect: refused ORACLE
SET sql_mode = 512;
