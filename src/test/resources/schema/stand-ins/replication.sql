-- The replication database as the stand-ins use it, at the newest version.
USE qservReplica;

CREATE TABLE QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;
INSERT INTO QMetadata VALUES ('version', '15');

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

CREATE TABLE config_database_table_schema (
  `database` VARCHAR(255) NOT NULL,
  `table` VARCHAR(255) NOT NULL,
  col_position INT NOT NULL,
  UNIQUE KEY (`database`, `table`, col_position)
) ENGINE = InnoDB;

-- One row per start of a controller.
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

CREATE TABLE replica (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  worker VARCHAR(255) NOT NULL,
  `database` VARCHAR(255) NOT NULL,
  chunk INT UNSIGNED NOT NULL,
  UNIQUE KEY (worker, `database`, chunk)
) ENGINE = InnoDB;

CREATE TABLE transaction (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `database` VARCHAR(255) NOT NULL
) ENGINE = InnoDB;

-- Objects that the scripts create for tests.
CREATE TABLE controller_log (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  controller_id VARCHAR(255) NOT NULL,
  task VARCHAR(1024) NOT NULL,
  operation VARCHAR(255) NOT NULL DEFAULT '',
  KEY controller_id (controller_id)
) ENGINE = InnoDB;
