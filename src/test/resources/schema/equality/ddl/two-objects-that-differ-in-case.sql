-- not-on: lower-case-names
CREATE TABLE Thing (a INT);
CREATE TABLE thing (b INT);
INSERT INTO Thing VALUES (1);
INSERT INTO thing VALUES (2);
DROP TABLE thing;
INSERT INTO observed SELECT 'Thing', a FROM Thing;
