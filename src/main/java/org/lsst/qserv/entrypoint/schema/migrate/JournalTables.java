package org.lsst.qserv.entrypoint.schema.migrate;

import static org.lsst.qserv.entrypoint.schema.migrate.Journal.DATABASE;

import java.util.List;

/** The tables of the journal. */
public final class JournalTables {
  /** What makes them where they are not there. */
  public static final List<String> DEFINITIONS =
      List.of(
          "CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4",
          """
          CREATE TABLE IF NOT EXISTS %s.path (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            schema_database VARCHAR(64) NOT NULL,
            from_version INT NOT NULL COMMENT '-1: uninitialised',
            to_version INT NOT NULL,
            scripts TEXT NOT NULL COMMENT 'names, a line each',
            steps INT NOT NULL,
            state ENUM('running', 'done') NOT NULL,
            stop_wanted BOOLEAN NOT NULL DEFAULT FALSE,
            begun DATETIME(3) NOT NULL COMMENT 'UTC, as all times here',
            ended DATETIME(3),
            by_whom VARCHAR(255) NOT NULL,
            KEY (schema_database, state)
          ) ENGINE = InnoDB\
          """
              .formatted(DATABASE),
          """
          CREATE TABLE IF NOT EXISTS %s.step (
            path BIGINT NOT NULL,
            step INT NOT NULL,
            script VARCHAR(255) NOT NULL,
            checksum CHAR(64) NOT NULL COMMENT 'of the script as written',
            statement INT NOT NULL COMMENT 'number of the first one in the script',
            statements INT NOT NULL COMMENT 'steps of the script',
            kind VARCHAR(16) NOT NULL,
            summary VARCHAR(1024) NOT NULL,
            state ENUM('running', 'done', 'failed', 'skipped') NOT NULL,
            fingerprints TEXT NOT NULL COMMENT 'of what a definition change names, before it',
            begun DATETIME(3) NOT NULL,
            ended DATETIME(3),
            row_count BIGINT,
            error VARCHAR(1024),
            by_whom VARCHAR(255) NOT NULL,
            PRIMARY KEY (path, step)
          ) ENGINE = InnoDB\
          """
              .formatted(DATABASE));

  private JournalTables() {}
}
