-- expect: refused ORACLE
SET STATEMENT sql_mode = ORACLE FOR SELECT 1;
