CREATE TABLE t (id INT PRIMARY KEY, made TIMESTAMP DEFAULT CURRENT_TIMESTAMP, changed TIMESTAMP DEFAULT '2001-01-01' ON UPDATE CURRENT_TIMESTAMP);
SET time_zone = '+00:00', timestamp = 1000000000;
INSERT INTO t (id) VALUES (1);
INSERT INTO observed VALUES ('now', NOW()), ('utc', UTC_TIMESTAMP()), ('timestamp', @@timestamp);
SET timestamp = 1100000000.5;
UPDATE t SET id = 2;
INSERT INTO observed VALUES ('micro', NOW(6));
SET timestamp = DEFAULT;
INSERT INTO observed VALUES ('default', NOW() > '2020-01-01');
