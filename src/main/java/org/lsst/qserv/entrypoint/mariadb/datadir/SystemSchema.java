// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The schema {@code mysql} of a data directory. Its presence identifies the data of a server: no
 * option renames or moves it, unlike {@code ibdata1} and the logs.
 */
final class SystemSchema {
  /** The name of its directory. */
  static final String NAME = "mysql";

  /** Tables that {@code mariadb-install-db} creates in every series. */
  private static final List<String> TABLES =
      List.of(
          "columns_priv",
          "db",
          "help_topic",
          "plugin",
          "proc",
          "procs_priv",
          "tables_priv",
          "time_zone_name");

  /** The table of accounts: {@code global_priv} since MariaDB 10.4, {@code user} before. */
  private static final List<String> ACCOUNTS = List.of("global_priv", "user");

  /** Files that remain only after a server was killed; a clean shutdown removes them. */
  private static final List<String> LEFT_AFTER_KILL = List.of("ibtmp1", "ddl_recovery.log");

  /** A file that every regular start of a server writes, but a bootstrap does not. */
  private static final String REGULAR_START = "multi-master.info";

  private static final String REDO_LOG = "ib_logfile0";

  private final Path dataDirectory;
  private final Path path;

  SystemSchema(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
    this.path = dataDirectory.resolve(NAME);
  }

  /** Returns whether the required tables exist and {@code mariadb-install-db} was not killed. */
  boolean isComplete() throws IOException {
    return TABLES.stream().allMatch(this::has)
        && ACCOUNTS.stream().anyMatch(this::has)
        && !isInterruptedInstallation();
  }

  private boolean has(String table) {
    return Files.exists(path.resolve(table + ".frm"));
  }

  /**
   * Requires evidence, because copies and backups lack some files of a data directory: a bootstrap
   * server was killed, nothing recorded its success, and no regular server has started since.
   */
  private boolean isInterruptedInstallation() throws IOException {
    return !RecordedVersion.exists(dataDirectory)
        && !LastServer.exists(dataDirectory)
        && !Files.exists(dataDirectory.resolve(REGULAR_START))
        && wasKilled();
  }

  private boolean wasKilled() throws IOException {
    Path log = dataDirectory.resolve(REDO_LOG);
    return LEFT_AFTER_KILL.stream().anyMatch(name -> Files.exists(dataDirectory.resolve(name)))
        || (Files.isReadable(log) && RedoLog.containsChanges(log));
  }
}
