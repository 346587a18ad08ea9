-- The account of programs that monitor the state of the database and its schema. Executed last.
-- Variables: @schema_database, set by the previous file; @status_password: without it the account is not created.

SET @has_status = IFNULL(@status_password, '') <> '';
SET @status_accounts = CONCAT('qsstatus@localhost, qsstatus@', QUOTE('%'));
SET @version_table = CONCAT('`', @schema_database, '`.QMetadata');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('CREATE USER IF NOT EXISTS qsstatus@localhost IDENTIFIED BY ', QUOTE(@status_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('CREATE USER IF NOT EXISTS qsstatus@', QUOTE('%'), ' IDENTIFIED BY ', QUOTE(@status_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT PROCESS ON *.* TO ', @status_accounts), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT SELECT ON qservSchemaJournal.* TO ', @status_accounts), 'DO 0');

-- A privilege on a table that does not exist yet can only be granted together with CREATE.
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT SELECT, CREATE ON ', @version_table, ' TO ', @status_accounts), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('REVOKE CREATE ON ', @version_table, ' FROM ', @status_accounts), 'DO 0');
