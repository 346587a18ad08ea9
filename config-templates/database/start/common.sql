-- The accounts of every role's database. Executed first, by `mariadbd --bootstrap`, once in a new data directory.
-- Variables: @admin_user, @admin_password, @monitor_password; NULL or empty if not configured.
-- The local administrator (the container's own user, through unix_socket) already exists.

-- A bootstrap server does not load the privilege tables, which CREATE USER and GRANT require.
FLUSH PRIVILEGES;

-- The account of health checks, without privileges. unix_socket accepts only the system user of the same name.
CREATE USER probe@localhost IDENTIFIED VIA unix_socket;

-- The remote administrator is created only if it is configured with a password.
SET @administrator = CONCAT(QUOTE(@admin_user), '@', QUOTE('%'));
SET @has_administrator = IFNULL(@admin_user, '') <> '' AND IFNULL(@admin_password, '') <> '';
EXECUTE IMMEDIATE IF(@has_administrator,
  CONCAT('CREATE USER ', @administrator, ' IDENTIFIED BY ', QUOTE(@admin_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_administrator,
  CONCAT('GRANT ALL PRIVILEGES ON *.* TO ', @administrator, ' WITH GRANT OPTION'), 'DO 0');

-- The monitoring account can only see the process list.
SET @has_monitor = IFNULL(@monitor_password, '') <> '';
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('CREATE USER monitor@localhost IDENTIFIED BY ', QUOTE(@monitor_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('CREATE USER monitor@', QUOTE('%'), ' IDENTIFIED BY ', QUOTE(@monitor_password)), 'DO 0');
EXECUTE IMMEDIATE IF(@has_monitor,
  CONCAT('GRANT PROCESS ON *.* TO monitor@localhost, monitor@', QUOTE('%')), 'DO 0');
