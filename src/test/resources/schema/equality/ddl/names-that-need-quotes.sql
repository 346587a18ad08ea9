CREATE TABLE `select` (`from` INT, `a``b` INT, `c;d` INT, `1` INT, `--` INT);
INSERT INTO `select` (`from`, `a``b`, `c;d`, `1`, `--`) VALUES (1, 2, 3, 4, 5);
ALTER TABLE `select` ADD INDEX `key;` (`a``b`);
RENAME TABLE `select` TO `where /* x */`;
CREATE TABLE 5minutes (a INT);
CREATE TABLE a$b (a INT);
DROP TABLE `a$b`;
INSERT INTO observed SELECT 'sum', `from` + `a``b` + `c;d` + `1` + `--` FROM `where /* x */`;
