CREATE TABLE a (id INT PRIMARY KEY, x INT);
CREATE TABLE b (id INT PRIMARY KEY, y INT);
INSERT INTO a VALUES (1, 1), (2, 2);
INSERT INTO b VALUES (1, 10), (3, 30);
UPDATE a, b SET a.x = b.y, b.y = 0 WHERE a.id = b.id;
UPDATE a LEFT JOIN b USING (id) SET a.x = a.x + 100 WHERE b.id IS NULL;
UPDATE a INNER JOIN (SELECT 1 AS id, 5 AS z) AS d ON d.id = a.id SET a.x = d.z;
