-- may-ask
CREATE TEMPORARY TABLE tmp (a INT);
CREATE PROCEDURE fill() INSERT INTO tmp VALUES (1), (2), (3);
CALL fill();
INSERT INTO observed SELECT 'filled', SUM(a) FROM tmp;
DROP PROCEDURE fill;
