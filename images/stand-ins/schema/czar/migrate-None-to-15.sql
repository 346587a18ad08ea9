-- The czar's databases, as they were at version 15.
CREATE DATABASE qservMeta;
CREATE DATABASE qservCssData;
CREATE DATABASE qservResult;

USE qservMeta;

CREATE TABLE QMetadata (
  metakey CHAR(64) NOT NULL PRIMARY KEY,
  value TEXT
) ENGINE = InnoDB;

-- One row for each czar name ever seen; a czar registers its own.
CREATE TABLE QCzar (
  czarId INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  czar CHAR(63) NOT NULL UNIQUE,
  active BIT NOT NULL
) ENGINE = InnoDB;

CREATE TABLE QInfo (
  queryId BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  czarId INT NOT NULL,
  query TEXT NOT NULL,
  status ENUM('EXECUTING', 'COMPLETED', 'FAILED', 'ABORTED') NOT NULL DEFAULT 'EXECUTING'
) ENGINE = InnoDB;

CREATE TABLE QTable (
  queryId BIGINT NOT NULL,
  dbName CHAR(63) NOT NULL,
  tblName CHAR(63) NOT NULL,
  PRIMARY KEY (queryId, dbName, tblName)
) ENGINE = InnoDB;

-- Keys and values; the czar adds /css_meta/version itself.
CREATE TABLE qservCssData.kvData (
  kvId INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kvKey CHAR(255) NOT NULL UNIQUE,
  kvVal TEXT NOT NULL,
  parentKvId INT
) ENGINE = InnoDB;
