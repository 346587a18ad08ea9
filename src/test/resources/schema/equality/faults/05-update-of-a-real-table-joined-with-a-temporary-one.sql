CREATE TABLE permanent (id INT PRIMARY KEY, x INT);
INSERT INTO permanent VALUES (1, 10), (2, 20);
CREATE TEMPORARY TABLE tmp (id INT PRIMARY KEY, plus INT);
INSERT INTO tmp VALUES (1, 1), (2, 2);
UPDATE tmp JOIN permanent USING (id) SET permanent.x = permanent.x + tmp.plus;
INSERT INTO observed SELECT CONCAT('x of ', id), x FROM permanent;
