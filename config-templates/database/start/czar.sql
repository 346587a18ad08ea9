-- The czar's account. Variable: @qsmaster_password.

-- Without a password the account is made all the same, but with one that nothing matches: nobody gets in until it is set.
SET @credential = IF(IFNULL(@qsmaster_password, '') = '',
  'IDENTIFIED VIA mysql_native_password USING ''invalid''',
  CONCAT('IDENTIFIED BY ', QUOTE(@qsmaster_password)));
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsmaster@localhost ', @credential);
EXECUTE IMMEDIATE CONCAT('CREATE USER IF NOT EXISTS qsmaster@', QUOTE('%'), ' ', @credential);

GRANT SELECT ON *.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON qservMeta.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON qservCssData.* TO qsmaster@localhost, qsmaster@'%';
GRANT ALL ON qservResult.* TO qsmaster@localhost, qsmaster@'%';

-- Whether an upgrade of the schema is unfinished.
GRANT SELECT ON qservSchemaJournal.* TO qsmaster@localhost, qsmaster@'%';

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
  CONCAT('GRANT SELECT, CREATE ON qservMeta.QMetadata TO qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('REVOKE CREATE ON qservMeta.QMetadata FROM qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
EXECUTE IMMEDIATE IF(@has_status,
  CONCAT('GRANT SELECT ON qservSchemaJournal.* TO qsstatus@localhost, qsstatus@', QUOTE('%')), 'DO 0');
