-- may-ask
CREATE TABLE log (a INT PRIMARY KEY AUTO_INCREMENT, b INT);
CREATE SEQUENCE s;
DELIMITER //
CREATE FUNCTION logged(x INT) RETURNS INT MODIFIES SQL DATA
BEGIN INSERT INTO log (b) VALUES (x); RETURN x + 1; END//
DELIMITER ;
SET @a = 1, @b = logged(2);
SET @c = NEXTVAL(s);
SET @d = (SELECT logged(4));
INSERT INTO observed SELECT 'rows', COUNT(*) FROM log;
INSERT INTO observed VALUES ('values', CONCAT_WS(',', @a, @b, @c, @d));
INSERT INTO observed VALUES ('next', NEXTVAL(s));
