SET STATEMENT sql_mode = '', max_statement_time = 100 FOR INSERT INTO observed VALUES ('mode', @@sql_mode);
SET STATEMENT sql_mode = '', group_concat_max_len = 4 FOR INSERT INTO observed SELECT 'concat', GROUP_CONCAT(seq) FROM seq_1_to_9;
SET STATEMENT foreign_key_checks = 0 FOR CREATE TABLE c (a INT, FOREIGN KEY (a) REFERENCES missing (a));
SET STATEMENT timestamp = 1000000000, time_zone = '+00:00' FOR INSERT INTO observed VALUES ('now', NOW());
SET STATEMENT sort_buffer_size = 100000 FOR SELECT * FROM observed;
INSERT INTO observed VALUES ('mode after', @@sql_mode);
