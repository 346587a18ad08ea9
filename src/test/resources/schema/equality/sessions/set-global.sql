SET GLOBAL sort_buffer_size = 1000000;
SET @@global.max_connections = 77, GLOBAL event_scheduler = OFF;
INSERT INTO observed VALUES ('global', @@global.sort_buffer_size), ('connections', @@max_connections);
