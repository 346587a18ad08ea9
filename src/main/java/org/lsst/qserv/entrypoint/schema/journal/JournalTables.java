// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.util.List;

/**
 * Defines the tables of the journal. A script session writes {@code migration_step} with any SQL
 * mode, character set and role. Therefore that table has only integer and binary columns, and no
 * generated values.
 */
final class JournalTables {
  static final String RUN = Journal.DATABASE + ".migration_run";
  static final String STEP = Journal.DATABASE + ".migration_step";

  static final List<String> DEFINITIONS =
      List.of(
          "CREATE DATABASE IF NOT EXISTS " + Journal.DATABASE + " CHARACTER SET utf8mb4",
          """
          CREATE TABLE IF NOT EXISTS %s (
            id INT NOT NULL PRIMARY KEY,
            schema_database VARCHAR(64) NOT NULL,
            from_version INT NOT NULL COMMENT '-1: uninitialized',
            to_version INT NOT NULL,
            scripts MEDIUMTEXT NOT NULL COMMENT 'names, one per line',
            statements BIGINT NOT NULL,
            state ENUM('running', 'done', 'abandoned') NOT NULL,
            stop_requested BOOLEAN NOT NULL DEFAULT FALSE,
            backed_up BOOLEAN NOT NULL DEFAULT FALSE,
            started DATETIME(3) NOT NULL COMMENT 'UTC',
            finished DATETIME(3) COMMENT 'UTC',
            owner VARCHAR(255) NOT NULL,
            KEY (schema_database, state)
          ) ENGINE = InnoDB CHARACTER SET utf8mb4\
          """
              .formatted(RUN),
          """
          CREATE TABLE IF NOT EXISTS %s (
            run INT NOT NULL,
            script INT NOT NULL COMMENT 'position in the run, from 0',
            statement INT NOT NULL COMMENT 'number in the script, from 1',
            line INT NOT NULL,
            state TINYINT NOT NULL COMMENT '0 running, 1 done, 2 failed, 3 skipped',
            checksum BINARY(32) NOT NULL,
            script_name VARBINARY(255) NOT NULL,
            summary VARBINARY(1000) NOT NULL,
            fingerprints MEDIUMBLOB NOT NULL,
            started BIGINT NOT NULL COMMENT 'milliseconds since 1970',
            finished BIGINT COMMENT 'milliseconds since 1970',
            last_insert_id BIGINT UNSIGNED,
            error VARBINARY(1000),
            owner VARBINARY(255) NOT NULL,
            PRIMARY KEY (run, script, statement)
          ) ENGINE = InnoDB\
          """
              .formatted(STEP));

  private JournalTables() {}
}
