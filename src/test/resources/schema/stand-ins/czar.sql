-- The czar's databases as the stand-ins use them, at the newest version.
CREATE DATABASE qservMeta;
CREATE DATABASE qservCssData;
CREATE DATABASE qservResult;

CREATE TABLE qservMeta.QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;
INSERT INTO qservMeta.QMetadata VALUES ('version', '17');

-- One row per czar name; each czar registers its own.
CREATE TABLE qservMeta.QCzar (
  czarId INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  czar CHAR(63) NOT NULL UNIQUE,
  active BIT NOT NULL
) ENGINE = InnoDB;

CREATE TABLE qservMeta.QInfo (
  queryId BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  czarId INT NOT NULL,
  query MEDIUMTEXT NOT NULL,
  status ENUM('EXECUTING', 'COMPLETED', 'FAILED', 'ABORTED') NOT NULL DEFAULT 'EXECUTING'
) ENGINE = InnoDB;

CREATE TABLE qservMeta.QTable (
  queryId BIGINT NOT NULL,
  dbName CHAR(63) NOT NULL,
  tblName CHAR(63) NOT NULL,
  PRIMARY KEY (queryId, dbName, tblName)
) ENGINE = InnoDB;

CREATE TABLE qservMeta.QProgress (
  queryId BIGINT NOT NULL PRIMARY KEY,
  totalChunks INT,
  completedChunks INT
) ENGINE = MEMORY;

-- Objects that the scripts create for tests.
CREATE TABLE qservMeta.QMessageHistory (
  messageId BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  severity ENUM('INFO', 'ERROR') NOT NULL DEFAULT 'INFO',
  message MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL
) ENGINE = InnoDB COMMENT = 'of version 16; filled with 1 rows';

-- Keys and values; the czar adds /css_meta/version itself.
CREATE TABLE qservCssData.kvData (
  kvId INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kvKey CHAR(255) NOT NULL UNIQUE,
  kvVal TEXT NOT NULL,
  parentKvId INT
) ENGINE = InnoDB;
