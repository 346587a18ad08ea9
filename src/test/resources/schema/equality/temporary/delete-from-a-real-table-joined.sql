-- may-ask
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (1), (2), (3);
CREATE TEMPORARY TABLE gone (id INT);
INSERT INTO gone VALUES (1), (3);
DELETE t FROM t JOIN gone USING (id);
DELETE t, gone FROM t JOIN gone ON t.id = gone.id + 1;
INSERT INTO observed SELECT CONCAT('left ', id), 1 FROM t;
INSERT INTO observed SELECT CONCAT('gone ', id), 1 FROM gone;
