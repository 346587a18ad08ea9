-- The worker's database. The version row is there early, as in some of Qserv's own scripts.
CREATE DATABASE IF NOT EXISTS qservw_worker;
USE qservw_worker;

CREATE TABLE QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;
INSERT INTO QMetadata (metakey, value) VALUES ('version', '1');

CREATE TABLE Dbs (
  db CHAR(200) NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

CREATE TABLE Chunks (
  db CHAR(200) NOT NULL,
  chunk INT NOT NULL,
  UNIQUE KEY (db, chunk)
) ENGINE = InnoDB;
