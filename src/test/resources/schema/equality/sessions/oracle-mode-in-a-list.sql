-- expect: refused ORACLE
SET SESSION sql_mode = 'ANSI_QUOTES,ORACLE';
INSERT INTO observed VALUES ('a', 1);
