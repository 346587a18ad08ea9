CREATE TABLE t (id INT PRIMARY KEY, parent INT);
INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2), (4, 1);
INSERT INTO observed WITH RECURSIVE path AS (SELECT id, 0 AS depth FROM t WHERE parent IS NULL
  UNION ALL SELECT t.id, depth + 1 FROM t JOIN path ON t.parent = path.id) SELECT CONCAT('depth of ', id), depth FROM path;
WITH x AS (SELECT 1 AS a) SELECT * FROM x;
CREATE TABLE made AS WITH x AS (SELECT id FROM t) SELECT MAX(id) AS m FROM x;
UPDATE t SET parent = (WITH x AS (SELECT 5 AS a) SELECT a FROM x) WHERE id = 4;
DELETE FROM t WHERE id IN (WITH x AS (SELECT 3 AS a) SELECT a FROM x);
