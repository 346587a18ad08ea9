DELIMITER //
CREATE PROCEDURE p(IN a INT, OUT b INT, INOUT c INT)
BEGIN
  DECLARE x INT DEFAULT 5;
  SET b = a + x; -- a comment; with a semicolon
  SET c = c * 2;
  INSERT INTO observed VALUES ('in p', a);
END//
DELIMITER ;
SET @c = 21;
CALL p(1, @b, @c);
INSERT INTO observed VALUES ('b', @b), ('c', @c), ('rows', ROW_COUNT());
