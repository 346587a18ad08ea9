// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A reason why an upgrade refuses a statement. Each constant is a row of the table in
 * docs/upgrade-script-reference.md.
 */
public enum Refusal {
  SHUTDOWN("shuts down the server", "remove it"),
  XA(
      "uses a distributed transaction, which cannot commit together with the journal",
      "use START TRANSACTION and COMMIT"),
  KILL("can end the connections of the upgrade", "remove it"),
  BACKUP_LOCK("locks the tables of the journal", "take a backup with schema.backup-command"),
  FLUSH_LOCK(
      "locks all tables, including those of the journal",
      "use LOCK TABLES, or remove WITH READ LOCK or FOR EXPORT"),
  RELEASE_CONNECTION("closes the connection, which discards the session state", "remove RELEASE"),
  CHAINED_TRANSACTION(
      "starts a transaction that the journal does not record",
      "use COMMIT or ROLLBACK, and then START TRANSACTION"),
  COMPLETION_TYPE(
      "makes COMMIT start a transaction or close the connection", "remove completion_type"),
  READ_ONLY_TRANSACTION(
      "makes transactions read-only, so that the journal cannot be written",
      "use START TRANSACTION READ ONLY for a single transaction"),
  ORACLE_MODE(
      "sets sql_mode to ORACLE, which changes the grammar of statements",
      "write the script for the default sql_mode of MariaDB"),
  UNKNOWN_SQL_MODE(
      "sets sql_mode, on which the parsing of later statements depends, to a value that cannot"
          + " be determined before the script runs",
      "use a string literal, or a user variable that was set to @@sql_mode or a string literal"),
  UNKNOWN_AUTOCOMMIT(
      "sets autocommit to a value that cannot be determined before the script runs",
      "use 0 or 1, or a user variable that was set to @@autocommit, 0 or 1"),
  RELEASES_LOCK(
      "calls RELEASE_LOCK() or RELEASE_ALL_LOCKS(), which can release the lock of the upgrade",
      "remove the call; locks are released when the script ends"),
  LOCAL_FILE(
      "reads a file on the client, which is the launcher",
      "use LOAD DATA INFILE without LOCAL, or INSERT"),
  JOURNAL("changes the upgrade journal", "use a database other than qservSchemaJournal"),
  BINLOG("executes binary log events", "write the statements that the events represent"),
  REPLICATION(
      "changes the replication configuration of the server", "execute it outside an upgrade"),
  HANDLER(
      "uses HANDLER, whose position in the table is lost if the upgrade is interrupted",
      "use SELECT");

  private final String reason;
  private final String fix;

  Refusal(String reason, String fix) {
    this.reason = reason;
    this.fix = fix;
  }

  /** Returns the reason, as the predicate of a sentence whose subject is the statement. */
  public String reason() {
    return reason;
  }

  /** Returns how to fix the script, as an imperative. */
  public String fix() {
    return fix;
  }
}
