SET timestamp = 1000000000, insert_id = 77, last_insert_id = 78, rand_seed1 = 1, rand_seed2 = 2, server_id = 9;
SET wait_timeout = 1000, max_statement_time = 500, sql_mode = 'ANSI_QUOTES', @mine = 'set by the first script';
SET NAMES latin1;
SET autocommit = 0, foreign_key_checks = 0, unique_checks = 0, sql_notes = 0, time_zone = '+03:00', lc_time_names = 'de_DE';
USE mysql;
-- next script
INSERT INTO observed VALUES ('is now', NOW() > '2020-01-01'), ('mine', @mine), ('database', DATABASE()),
  ('sql_mode', @@sql_mode), ('client', @@character_set_client), ('autocommit', @@autocommit), ('checks', @@foreign_key_checks),
  ('unique', @@unique_checks), ('notes', @@sql_notes), ('zone', @@time_zone), ('names', @@lc_time_names), ('server', @@server_id),
  ('last', LAST_INSERT_ID());
CREATE TABLE counted (id INT AUTO_INCREMENT PRIMARY KEY);
INSERT INTO counted VALUES (NULL);
