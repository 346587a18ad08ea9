-- Inside the database that init has made.
CREATE TABLE QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;

-- The configuration that registry, controller and replica workers read before they open a port.
CREATE TABLE config_worker (
  name VARCHAR(255) NOT NULL PRIMARY KEY,
  is_enabled BOOLEAN NOT NULL,
  is_read_only BOOLEAN NOT NULL
) ENGINE = InnoDB;

CREATE TABLE config_database_family (
  name VARCHAR(255) NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

CREATE TABLE config_database (
  `database` VARCHAR(255) NOT NULL PRIMARY KEY,
  family_name VARCHAR(255) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE config_database_table (
  `database` VARCHAR(255) NOT NULL,
  `table` VARCHAR(255) NOT NULL,
  PRIMARY KEY (`database`, `table`)
) ENGINE = InnoDB;

CREATE TABLE config_database_columns (
  `database` VARCHAR(255) NOT NULL,
  `table` VARCHAR(255) NOT NULL,
  col_position INT NOT NULL,
  UNIQUE KEY (`database`, `table`, col_position)
) ENGINE = InnoDB;

-- One row for each start of a controller.
CREATE TABLE controller (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  hostname VARCHAR(255) NOT NULL,
  pid INT NOT NULL,
  start_time BIGINT UNSIGNED NOT NULL
) ENGINE = InnoDB;

CREATE TABLE job (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  controller_id VARCHAR(255) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE request (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  job_id VARCHAR(255) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE old_request (id VARCHAR(255) NOT NULL PRIMARY KEY) ENGINE = InnoDB;
CREATE TABLE old_job (id VARCHAR(255) NOT NULL PRIMARY KEY) ENGINE = InnoDB;

CREATE TABLE replica (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  worker VARCHAR(255) NOT NULL,
  `database` VARCHAR(255) NOT NULL,
  chunk INT UNSIGNED NOT NULL
) ENGINE = InnoDB;
