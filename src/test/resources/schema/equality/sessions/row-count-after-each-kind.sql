-- may-ask
CREATE TABLE t (id INT PRIMARY KEY, a INT);
INSERT INTO observed VALUES ('after create', ROW_COUNT());
INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);
SET @insert = ROW_COUNT();
UPDATE t SET a = 5;
SET @update = ROW_COUNT();
UPDATE t SET a = 5;
SET @update_of_nothing = ROW_COUNT();
REPLACE INTO t VALUES (1, 9), (4, 4);
SET @replace = ROW_COUNT();
INSERT INTO t VALUES (1, 1) ON DUPLICATE KEY UPDATE a = 1;
SET @duplicate = ROW_COUNT();
DELETE FROM t WHERE id > 2;
SET @delete = ROW_COUNT();
SELECT * FROM t;
SET @select = ROW_COUNT();
ALTER TABLE t ADD b INT, ALGORITHM=COPY;
SET @alter = ROW_COUNT();
TRUNCATE t;
SET @truncate = ROW_COUNT();
DROP TABLE t;
SET @drop = ROW_COUNT();
INSERT INTO observed VALUES ('insert', @insert), ('update', @update), ('no update', @update_of_nothing), ('replace', @replace),
  ('duplicate', @duplicate), ('delete', @delete), ('select', @select), ('alter', @alter), ('truncate', @truncate), ('drop', @drop);
