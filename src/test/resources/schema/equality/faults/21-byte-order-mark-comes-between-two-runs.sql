-- resume-with: bom
CREATE TABLE x (a INT, b INT);
INSERT INTO x VALUES (1, 2), (3, 4);
UPDATE x SET b = 5;
