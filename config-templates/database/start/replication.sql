-- The account and the database of the replication system. Variable: @qsreplica_password.

-- Without a password, the account gets one that nothing matches, so it accepts no login until a password is set.
SET @credential = IF(IFNULL(@qsreplica_password, '') = '',
  'IDENTIFIED VIA mysql_native_password USING ''invalid''',
  CONCAT('IDENTIFIED BY ', QUOTE(@qsreplica_password)));
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@localhost ', @credential);
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsreplica@', QUOTE('%'), ' ', @credential);

-- Created here, unlike those of czar and worker, because the scripts of this schema require it. It counts as uninitialized while empty.
CREATE DATABASE qservReplica;
GRANT ALL ON qservReplica.* TO qsreplica@localhost, qsreplica@'%';

-- To check whether a schema upgrade is unfinished.
GRANT SELECT ON qservSchemaJournal.* TO qsreplica@localhost, qsreplica@'%';

-- For status.sql, which runs next.
SET @schema_database = 'qservReplica';
