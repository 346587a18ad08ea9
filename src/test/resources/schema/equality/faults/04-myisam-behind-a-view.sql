-- may-ask
CREATE TABLE real_one (a INT) ENGINE=MyISAM;
CREATE VIEW seen AS SELECT a FROM real_one;
INSERT INTO seen SELECT seq FROM seq_1_to_2000;
INSERT INTO observed SELECT 'rows', COUNT(*) FROM seen;
