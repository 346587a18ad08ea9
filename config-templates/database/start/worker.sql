-- The worker's account. Variable: @qsmaster_password.

-- Without a password, the account gets one that nothing matches, so it accepts no login until a password is set.
SET @credential = IF(IFNULL(@qsmaster_password, '') = '',
  'IDENTIFIED VIA mysql_native_password USING ''invalid''',
  CONCAT('IDENTIFIED BY ', QUOTE(@qsmaster_password)));
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsmaster@localhost ', @credential);
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsmaster@', QUOTE('%'), ' ', @credential);

-- In the database name of a GRANT, `_` and `%` are wildcards unless a backslash precedes them.
GRANT SELECT ON *.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON `qservw\_worker`.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON `q\_memoryLockDb`.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON `Subchunks\_%`.* TO qsmaster@localhost, qsmaster@'%';

-- To check whether a schema upgrade is unfinished.
GRANT SELECT ON qservSchemaJournal.* TO qsmaster@localhost, qsmaster@'%';

-- For status.sql, which runs next.
SET @schema_database = 'qservw_worker';
