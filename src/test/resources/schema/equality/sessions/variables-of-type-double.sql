SET long_query_time = 0.25, max_statement_time = 33.5;
-- next script
INSERT INTO observed VALUES ('long', @@long_query_time);
