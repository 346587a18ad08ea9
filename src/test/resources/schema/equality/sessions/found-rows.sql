-- may-ask
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2), (3), (4);
SELECT SQL_CALC_FOUND_ROWS * FROM t LIMIT 1;
SET @calculated = FOUND_ROWS();
SELECT * FROM t WHERE a < 3;
INSERT INTO observed VALUES ('found', FOUND_ROWS()), ('calculated', @calculated);
SELECT 1 INTO @x;
INSERT INTO observed VALUES ('found by select into', FOUND_ROWS());
