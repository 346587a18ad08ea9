-- may-ask
CREATE TABLE source (a INT, b VARCHAR(9));
INSERT INTO source VALUES (1, 'one'), (2, 'two');
SELECT * INTO OUTFILE '/tmp/equality-output/source' FROM source;
CREATE TEMPORARY TABLE tmp LIKE source;
LOAD DATA INFILE '/tmp/equality-output/source' INTO TABLE tmp;
INSERT INTO observed SELECT CONCAT('loaded ', a), b FROM tmp;
