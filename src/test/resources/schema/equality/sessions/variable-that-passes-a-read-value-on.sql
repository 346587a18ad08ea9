-- may-ask
CREATE TABLE t (i INT) ENGINE=InnoDB;
INSERT INTO t VALUES (5);
SELECT MAX(i) INTO @m FROM t;
SET @n = @m + 1;
INSERT INTO t VALUES (@n);
INSERT INTO observed VALUES ('n', @n);
