SET NAMES latin1;
INSERT INTO observed VALUES ('client', @@character_set_client), ('results', @@character_set_results),
  ('connection', @@character_set_connection), ('collation', @@collation_connection), ('as latin1', HEX('é'));
