-- may-ask
CREATE TABLE m (a INT) ENGINE=MyISAM;
SELECT seq INTO OUTFILE '/tmp/equality-output/numbers' FROM seq_1_to_500;
LOAD DATA INFILE '/tmp/equality-output/numbers' INTO TABLE m;
INSERT INTO observed SELECT 'rows', COUNT(*) FROM m;
