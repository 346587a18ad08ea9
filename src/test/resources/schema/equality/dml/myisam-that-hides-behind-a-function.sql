-- may-ask
CREATE TABLE log (a INT) ENGINE=MyISAM;
DELIMITER //
CREATE FUNCTION logged(x INT) RETURNS INT MODIFIES SQL DATA
BEGIN INSERT INTO log VALUES (x); RETURN x + 1; END//
DELIMITER ;
SELECT logged(1);
INSERT INTO observed VALUES ('logged', logged(2));
SET @x = logged(3);
DO logged(4);
INSERT INTO observed SELECT 'rows', COUNT(*) FROM log;
