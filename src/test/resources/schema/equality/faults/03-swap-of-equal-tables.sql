-- may-ask
CREATE TABLE live (a INT);
CREATE TABLE shadow LIKE live;
INSERT INTO live VALUES (1);
INSERT INTO shadow VALUES (2);
RENAME TABLE live TO x, shadow TO live, x TO shadow;
INSERT INTO observed SELECT 'live', a FROM live;
