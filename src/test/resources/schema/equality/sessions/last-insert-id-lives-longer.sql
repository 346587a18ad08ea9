CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT);
INSERT INTO t (a) VALUES (1);
CREATE TABLE child (t_id INT, FOREIGN KEY (t_id) REFERENCES t (id));
SET @other = 1;
INSERT INTO child VALUES (LAST_INSERT_ID());
INSERT INTO observed SELECT 'refers to the row', COUNT(*) FROM t JOIN child ON child.t_id = t.id;
INSERT INTO observed SELECT 'is the largest', LAST_INSERT_ID() = MAX(id) FROM t;
SELECT LAST_INSERT_ID(40 + 2);
INSERT INTO observed VALUES ('expression', LAST_INSERT_ID()), ('variable', @@last_insert_id), ('identity', @@identity);
