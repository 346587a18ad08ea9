SET foreign_key_checks = 0, unique_checks = 0, check_constraint_checks = 0, sql_auto_is_null = 1, innodb_strict_mode = OFF, old_mode = '';
CREATE TABLE child (a INT, CHECK (a > 0), FOREIGN KEY (a) REFERENCES parent (a));
INSERT INTO child VALUES (-1), (7);
CREATE TABLE parent (a INT PRIMARY KEY);
INSERT INTO parent VALUES (7);
SET foreign_key_checks = 1;
INSERT INTO observed VALUES ('fk', @@foreign_key_checks), ('check', @@check_constraint_checks), ('null', @@sql_auto_is_null);
