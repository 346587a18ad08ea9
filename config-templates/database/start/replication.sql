-- The account and the database of the replication system. Variable: @qsreplica_password.

-- Without a password the account is made all the same, but with one that nothing matches: nobody gets in until it is set.
SET @credential = IF(IFNULL(@qsreplica_password, '') = '',
  'IDENTIFIED VIA mysql_native_password USING ''invalid''',
  CONCAT('IDENTIFIED BY ', QUOTE(@qsreplica_password)));
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@localhost ', @credential);
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@', QUOTE('%'), ' ', @credential);

-- Made here, unlike those of czar and worker: the scripts of this schema run inside it. Without a table it is an uninitialised schema.
CREATE DATABASE qservReplica;
GRANT ALL ON qservReplica.* TO qsreplica@localhost, qsreplica@'%';

-- Whether an upgrade of the schema is unfinished.
GRANT SELECT ON qservSchemaJournal.* TO qsreplica@localhost, qsreplica@'%';

-- Programs that watch the state of the database and its schema. Variable: @status_password; without one there is no such account.
-- A privilege on a table that does not exist yet can be granted only together with CREATE.
SET @has_status = IFNULL(@status_password, '') <> '';
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('CREATE USER IF NOT EXISTS qsstatus@localhost IDENTIFIED BY ', QUOTE(@status_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('CREATE USER IF NOT EXISTS qsstatus@', QUOTE('%'), ' IDENTIFIED BY ', QUOTE(@status_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT PROCESS ON *.* TO qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT SELECT, CREATE ON qservReplica.QMetadata TO qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('REVOKE CREATE ON qservReplica.QMetadata FROM qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT SELECT ON qservSchemaJournal.* TO qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
