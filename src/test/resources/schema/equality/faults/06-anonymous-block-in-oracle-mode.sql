-- expect: refused ORACLE
SET sql_mode = ORACLE;
CREATE TABLE blocks (a INT);
DELIMITER /
BEGIN
  INSERT INTO blocks VALUES (1);
END;
/
DELIMITER ;
