SET @saved_cs_client = @@character_set_client, @saved_cs_results = @@character_set_results, @saved_col_connection = @@collation_connection;
SET character_set_client = latin1;
SET character_set_results = latin1;
SET collation_connection = latin1_swedish_ci;
CREATE PROCEDURE p() SELECT 'plain';
SET character_set_client = @saved_cs_client, character_set_results = @saved_cs_results, collation_connection = @saved_col_connection;
INSERT INTO observed VALUES ('client', @@character_set_client), ('collation', @@collation_connection), ('é', 'é');
