-- may-ask
CREATE TABLE live (id INT PRIMARY KEY, a INT);
INSERT INTO live VALUES (1, 1), (2, 2);
CREATE TABLE live_new LIKE live;
INSERT INTO live_new SELECT id, a * 10 FROM live;
RENAME TABLE live TO live_old, live_new TO live;
DROP TABLE live_old;
INSERT INTO observed SELECT CONCAT('id ', id), a FROM live;
