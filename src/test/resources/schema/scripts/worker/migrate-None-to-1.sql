-- Creates the database itself and sets the version early, as some scripts do.
CREATE DATABASE qservw_worker;
USE qservw_worker;
CREATE TABLE QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;
INSERT INTO QMetadata VALUES ('version', '1');
CREATE TABLE Chunks (db CHAR(200) NOT NULL, chunk INT UNSIGNED NOT NULL, UNIQUE KEY (db, chunk)) ENGINE = InnoDB;
INSERT INTO Chunks SELECT 'LSST', seq FROM seq_1_to_500;
CREATE TABLE Old1 (a INT) ENGINE = InnoDB;
CREATE TABLE Old2 (a INT) ENGINE = InnoDB;
CREATE VIEW Names AS SELECT DISTINCT db FROM Chunks;
