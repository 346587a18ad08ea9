// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Checks the state of the server before the first statement of an upgrade. */
final class ServerChecks {
  /** Since this version, DDL statements are atomic. */
  private static final int ATOMIC_MAJOR = 10;

  private static final int ATOMIC_MINOR = 6;

  private static final int LONG_TRANSACTION_SECONDS = 60;
  private static final long MEBIBYTE = 1L << 20;

  private final ServerSession session;
  private final SchemaTarget target;

  ServerChecks(ServerSession session, SchemaTarget target) {
    this.session = session;
    this.target = target;
  }

  /**
   * Returns the problems of an upgrade on this server now.
   *
   * @param altered the tables that the scripts alter
   * @param from the version before the upgrade
   * @param seesSessions whether the account may see the sessions of other accounts
   */
  List<PreflightFinding> check(Collection<ObjectName> altered, Version from, boolean seesSessions)
      throws SQLException {
    List<PreflightFinding> findings = new ArrayList<>();
    atomicDefinitions().ifPresent(findings::add);
    logFlush().ifPresent(findings::add);
    if (from.isInitialized() && seesSessions) {
      runningChanges().ifPresent(findings::add);
      longTransactions().ifPresent(findings::add);
    }
    if (from.isInitialized()) {
      freeSpace(altered).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<PreflightFinding> finding(Severity severity, String what, String fix) {
    return Optional.of(
        new PreflightFinding(severity, new Problem(ExitCode.CONFIGURATION, what, fix)));
  }

  private Optional<PreflightFinding> atomicDefinitions() throws SQLException {
    DatabaseMetaData server = session.connection().getMetaData();
    int major = server.getDatabaseMajorVersion();
    int minor = server.getDatabaseMinorVersion();
    return major > ATOMIC_MAJOR || (major == ATOMIC_MAJOR && minor >= ATOMIC_MINOR)
        ? Optional.empty()
        : finding(
            Severity.ERROR_UNLESS_FORCED,
            "the server is "
                + server.getDatabaseProductVersion()
                + ", in which an interrupted DDL statement can be partially applied",
            "use MariaDB 10.6 or newer, or use --force");
  }

  private Optional<PreflightFinding> logFlush() throws SQLException {
    String value = session.string("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit").orElse("1");
    return value.equals("1")
        ? Optional.empty()
        : finding(
            Severity.WARNING,
            "innodb_flush_log_at_trx_commit is "
                + value
                + ": if the machine fails, the statements of its last second may be lost together"
                + " with their records",
            "set it to 1 during the upgrade");
  }

  private Optional<PreflightFinding> runningChanges() throws SQLException {
    List<String> running =
        session.query(
            "SELECT CONCAT('connection ', ID, ' of ', USER, ' for ', TIME, ' s') FROM"
                + " information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND"
                + " INFO RLIKE '^[[:space:]]*(ALTER|CREATE INDEX|OPTIMIZE|REPAIR)'",
            row -> row.getString(1));
    return running.isEmpty()
        ? Optional.empty()
        : finding(
            Severity.ERROR_UNLESS_FORCED,
            "the server is changing a table: " + String.join("; ", running),
            "wait for it, or use --force");
  }

  private Optional<PreflightFinding> longTransactions() throws SQLException {
    List<String> open =
        session.query(
            "SELECT CONCAT('connection ', trx_mysql_thread_id, ' since ', trx_started) FROM"
                + " information_schema.INNODB_TRX WHERE trx_mysql_thread_id NOT IN (0,"
                + " CONNECTION_ID()) AND trx_started < NOW() - INTERVAL ? SECOND",
            row -> row.getString(1),
            LONG_TRANSACTION_SECONDS);
    return open.isEmpty()
        ? Optional.empty()
        : finding(
            Severity.ERROR_UNLESS_FORCED,
            "open transactions would block DDL statements: " + String.join("; ", open),
            "end them, or use --force");
  }

  /** An ALTER may copy its table, so a copy of the largest one must fit on the volume. */
  private Optional<PreflightFinding> freeSpace(Collection<ObjectName> altered) throws SQLException {
    Map<String, Long> sizes = new TreeMap<>();
    for (ObjectName table : altered) {
      size(table).ifPresent(size -> sizes.put(table.database() + "." + table.name(), size));
    }
    Optional<Map.Entry<String, Long>> largest =
        sizes.entrySet().stream().max(Map.Entry.comparingByValue());
    OptionalLong free = largest.isEmpty() ? OptionalLong.empty() : freeBytes();
    if (largest.isEmpty() || free.isEmpty() || free.getAsLong() > largest.get().getValue()) {
      return Optional.empty();
    }
    return finding(
        Severity.ERROR_UNLESS_FORCED,
        "changing "
            + largest.get().getKey()
            + " may copy its "
            + largest.get().getValue() / MEBIBYTE
            + " MiB, and "
            + free.getAsLong() / MEBIBYTE
            + " MiB are free",
        "free space on the data volume, or use --force");
  }

  private Optional<Long> size(ObjectName table) throws SQLException {
    return session
        .string(
            "SELECT DATA_LENGTH + INDEX_LENGTH FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
            table.database(),
            table.name())
        .map(Long::valueOf);
  }

  /** Returns the free bytes; empty unless the volume of the server is mounted here. */
  private OptionalLong freeBytes() throws SQLException {
    String directory = session.string("SELECT @@datadir").orElse("");
    boolean local = !target.url().socket().isEmpty();
    try {
      Path path = Path.of(directory);
      return local && Files.isDirectory(path)
          ? OptionalLong.of(Files.getFileStore(path).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
