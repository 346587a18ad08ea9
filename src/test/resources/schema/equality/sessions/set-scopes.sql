SET SESSION sort_buffer_size = 100000, @@session.join_buffer_size = 200000, LOCAL tmp_table_size = 300000, @@max_heap_table_size = 400000, @@local.read_buffer_size = 131072;
INSERT INTO observed VALUES ('sort', @@sort_buffer_size), ('join', @@join_buffer_size), ('tmp', @@tmp_table_size), ('heap', @@max_heap_table_size);
SET sort_buffer_size = DEFAULT, @x = @@global.sort_buffer_size = @@session.sort_buffer_size;
INSERT INTO observed VALUES ('is default', @x);
