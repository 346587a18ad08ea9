-- Accounts that every role's database has. Runs first, in `mariadbd --bootstrap`, once, in a data directory just prepared.
-- Variables: @admin_user, @admin_password, @monitor_password; NULL or empty where nothing is configured.
-- The local administrator (the container's own user, through unix_socket) is made before this.

-- A server in bootstrap reads no privileges until told; CREATE USER and GRANT fail without them.
FLUSH PRIVILEGES;

-- Health checks by name, without any privilege. unix_socket lets in only a user of the operating system with that same name.
CREATE USER probe@localhost IDENTIFIED VIA unix_socket;

-- A remote administrator exists only where one is configured with a password.
SET @administrator = CONCAT(QUOTE(@admin_user), '@', QUOTE('%'));
SET @has_administrator = IFNULL(@admin_user, '') <> '' AND IFNULL(@admin_password, '') <> '';
EXECUTE IMMEDIATE IF(@has_administrator,
  CONCAT('CREATE USER ', @administrator, ' IDENTIFIED BY ', QUOTE(@admin_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_administrator,
  CONCAT('GRANT ALL PRIVILEGES ON *.* TO ', @administrator, ' WITH GRANT OPTION'), 'DO 0');

-- Monitoring sees the process list and nothing else.
SET @has_monitor = IFNULL(@monitor_password, '') <> '';
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('CREATE USER monitor@localhost IDENTIFIED BY ', QUOTE(@monitor_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('CREATE USER monitor@', QUOTE('%'), ' IDENTIFIED BY ', QUOTE(@monitor_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('GRANT PROCESS ON *.* TO monitor@localhost, monitor@', QUOTE('%')), 'DO 0');
