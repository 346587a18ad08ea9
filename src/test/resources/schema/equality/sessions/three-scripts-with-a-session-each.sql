SET @a = 1, sql_mode = 'PIPES_AS_CONCAT', autocommit = 0;
CREATE TEMPORARY TABLE tmp (a INT);
PREPARE s FROM 'SELECT 1';
SELECT GET_LOCK('left', 0);
-- next script
INSERT INTO observed VALUES ('a', IFNULL(@a, 'unset')), ('autocommit', @@autocommit), ('pipes', '1' || '0'), ('lock', IS_FREE_LOCK('left'));
SET NAMES latin1; SET insert_id = 50; USE mysql;
-- next script
INSERT INTO observed VALUES ('database', DATABASE()), ('client', @@character_set_client), ('is now', @@timestamp > 1600000000);
CREATE TABLE counted (id INT AUTO_INCREMENT PRIMARY KEY);
INSERT INTO counted VALUES ();
