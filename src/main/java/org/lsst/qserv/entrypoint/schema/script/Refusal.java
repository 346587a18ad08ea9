// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A reason why a script cannot be executed by an upgrade. Each is a row of the table in
 * docs/upgrade-scripts.md.
 */
public enum Refusal {
  SHUTDOWN("stops the server", "remove it"),
  XA(
      "uses a distributed transaction, which cannot commit together with the journal",
      "use START TRANSACTION and COMMIT"),
  KILL("can end the connections of the upgrade", "remove it"),
  BACKUP_LOCK("locks the tables of the journal", "take a backup with schema.backup-command"),
  FLUSH_LOCK(
      "locks all tables, including those of the journal",
      "use LOCK TABLES, or FLUSH TABLES without WITH READ LOCK and FOR EXPORT"),
  RELEASE_CONNECTION("ends the connection, and with it the state of the session", "remove RELEASE"),
  CHAINED_TRANSACTION(
      "starts a transaction that the journal does not record",
      "use COMMIT or ROLLBACK, and then START TRANSACTION"),
  COMPLETION_TYPE(
      "makes COMMIT start a transaction or end the connection", "remove completion_type"),
  READ_ONLY_TRANSACTION(
      "makes transactions read-only, in which the journal cannot be written",
      "use START TRANSACTION READ ONLY for a single transaction"),
  ORACLE_MODE(
      "sets sql_mode to ORACLE, in which statements have another grammar",
      "write the script in MariaDB's default mode"),
  UNKNOWN_SQL_MODE(
      "sets sql_mode to a value that is not known before the script runs, and where the next"
          + " statements end depends on it",
      "use a string, or a user variable that was set to @@sql_mode or a string"),
  UNKNOWN_AUTOCOMMIT(
      "sets autocommit to a value that is not known before the script runs",
      "use 0 or 1, or a user variable that was set to @@autocommit, 0 or 1"),
  RELEASES_LOCK(
      "calls RELEASE_LOCK() or RELEASE_ALL_LOCKS(), which can release the lock of the upgrade",
      "remove the call; locks are released when the script ends"),
  LOCAL_FILE(
      "reads a file of the client, which is the launcher",
      "use LOAD DATA INFILE without LOCAL, or INSERT"),
  JOURNAL("changes the journal of the upgrades", "use another database than qservSchemaJournal"),
  BINLOG("executes events of a binary log", "write the statements that the events stand for"),
  REPLICATION("changes the replication of the server", "execute it outside of an upgrade"),
  HANDLER(
      "uses a cursor that cannot be opened at the same row when an upgrade resumes", "use SELECT");

  private final String reason;
  private final String instead;

  Refusal(String reason, String instead) {
    this.reason = reason;
    this.instead = instead;
  }

  /** Returns why, as the predicate of a sentence whose subject is the statement. */
  public String reason() {
    return reason;
  }

  /** Returns what to write instead. */
  public String instead() {
    return instead;
  }
}
