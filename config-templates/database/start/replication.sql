-- The account and the database of the replication system. Variable: @qsreplica_password.

-- Without a password the account is made all the same, but with one that nothing matches: nobody gets in until it is set.
SET @credential = IF(IFNULL(@qsreplica_password, '') = '',
  'IDENTIFIED VIA mysql_native_password USING ''invalid''',
  CONCAT('IDENTIFIED BY ', QUOTE(@qsreplica_password)));
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@localhost ', @credential);
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@', QUOTE('%'), ' ', @credential);

-- Made here, unlike those of czar and worker: the scripts of this schema run inside it. Without a table it is an uninitialized schema.
CREATE DATABASE qservReplica;
GRANT ALL ON qservReplica.* TO qsreplica@localhost, qsreplica@'%';

-- Whether an upgrade of the schema is unfinished.
GRANT SELECT ON qservSchemaJournal.* TO qsreplica@localhost, qsreplica@'%';

-- For status.sql, which runs next.
SET @schema_database = 'qservReplica';
