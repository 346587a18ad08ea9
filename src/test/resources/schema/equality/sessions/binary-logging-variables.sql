SET SESSION sql_log_bin = OFF;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
SET SESSION sql_log_bin = ON, SESSION binlog_format = 'STATEMENT';
SET @@session.gtid_domain_id = 5, skip_replication = 0, binlog_row_image = 'MINIMAL';
INSERT INTO t VALUES (2);
INSERT INTO observed VALUES ('format', @@binlog_format), ('domain', @@gtid_domain_id), ('image', @@binlog_row_image);
