SET NAMES binary;
INSERT INTO observed VALUES ('client', @@character_set_client), ('collation', @@collation_connection), ('as bytes', HEX('é'));
SET NAMES utf8mb4;
INSERT INTO observed VALUES ('as text', 'é');
