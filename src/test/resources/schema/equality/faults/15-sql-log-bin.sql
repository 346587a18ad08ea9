SET SESSION sql_log_bin = 0;
INSERT INTO observed VALUES ('sql_log_bin', @@sql_log_bin);
SET SESSION binlog_format = ROW;
INSERT INTO observed VALUES ('binlog_format', @@binlog_format);
