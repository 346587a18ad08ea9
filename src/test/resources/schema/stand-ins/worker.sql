-- The worker's database as the stand-ins use it, at the newest version.
CREATE DATABASE qservw_worker;

CREATE TABLE qservw_worker.QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;
INSERT INTO qservw_worker.QMetadata VALUES ('version', '3');

CREATE TABLE qservw_worker.Dbs (
  db CHAR(200) NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

CREATE TABLE qservw_worker.Chunks (
  db CHAR(200) NOT NULL,
  chunk INT UNSIGNED NOT NULL,
  UNIQUE KEY (db, chunk)
) ENGINE = InnoDB;

-- The unique ID of the worker, generated once.
CREATE TABLE qservw_worker.Id (
  id VARCHAR(64) NOT NULL,
  type ENUM('UUID') NOT NULL DEFAULT 'UUID' UNIQUE
) ENGINE = InnoDB;
INSERT INTO qservw_worker.Id (id) VALUES (UUID());
