-- may-ask
SET sql_mode = '';
CREATE TABLE t (a TINYINT);
INSERT INTO t VALUES (1000), (2000);
GET DIAGNOSTICS @n = NUMBER, @r = ROW_COUNT;
GET DIAGNOSTICS CONDITION 1 @state = RETURNED_SQLSTATE, @text = MESSAGE_TEXT, @number = MYSQL_ERRNO;
INSERT INTO observed VALUES ('number', @n), ('rows', @r), ('state', @state), ('text', @text), ('errno', @number);
