SET long_query_time = 0.125, max_statement_time = 77.25;
CREATE TABLE t (a INT);
INSERT INTO observed VALUES ('long', @@long_query_time), ('limit', @@max_statement_time);
ALTER TABLE t ADD b INT;
INSERT INTO observed VALUES ('long again', @@long_query_time);
