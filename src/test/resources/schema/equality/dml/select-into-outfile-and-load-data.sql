-- may-ask
CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b DOUBLE) CHARACTER SET utf8mb4;
INSERT INTO t VALUES (1, 'tab\there', 1.5), (2, NULL, NULL), (3, 'quote"''', -2), (4, '😀', 0);
SELECT * INTO OUTFILE '/tmp/equality-output/t.txt' FROM t;
SELECT a INTO OUTFILE '/tmp/equality-output/t.csv' CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' LINES TERMINATED BY '\r\n' FROM t;
SELECT 'one value' INTO DUMPFILE '/tmp/equality-output/dumped';
CREATE TABLE u LIKE t;
LOAD DATA INFILE '/tmp/equality-output/t.txt' INTO TABLE u CHARACTER SET utf8mb4 (id, a, @b) SET b = IFNULL(@b, 7);
INSERT INTO observed VALUES ('loaded', ROW_COUNT()), ('file', LOAD_FILE('/tmp/equality-output/dumped'));
LOAD DATA INFILE '/tmp/equality-output/t.txt' REPLACE INTO TABLE u CHARACTER SET utf8mb4 IGNORE 1 LINES;
