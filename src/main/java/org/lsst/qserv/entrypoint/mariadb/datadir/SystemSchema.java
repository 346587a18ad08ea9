// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The schema {@code mysql} of a data directory. It is what makes files a server's data: no option
 * renames or moves it, unlike {@code ibdata1} and the logs.
 */
final class SystemSchema {
  /** The name of its directory. */
  static final String NAME = "mysql";

  /** Tables that every series has, of those that {@code mariadb-install-db} creates. */
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

  /** The table of accounts: the first name from MariaDB 10.4 on, the second before. */
  private static final List<String> ACCOUNTS = List.of("global_priv", "user");

  /** What only a server leaves that was killed; a clean shutdown removes it. */
  private static final List<String> LEFT_BY_A_KILL = List.of("ibtmp1", "ddl_recovery.log");

  /** What every ordinary start of a server writes, and a bootstrap does not. */
  private static final String ORDINARY_START = "multi-master.info";

  private static final String LOG = "ib_logfile0";

  private final Path dataDirectory;
  private final Path path;

  SystemSchema(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
    this.path = dataDirectory.resolve(NAME);
  }

  /** Returns whether all tables are there, and no killed {@code mariadb-install-db} left them. */
  boolean isComplete() throws IOException {
    return TABLES.stream().allMatch(this::has)
        && ACCOUNTS.stream().anyMatch(this::has)
        && !isLeftByAKilledInstallation();
  }

  private boolean has(String table) {
    return Files.exists(path.resolve(table + ".frm"));
  }

  /**
   * Requires evidence, because copies and backups lack some files of a data directory: a bootstrap
   * server was killed, nothing recorded its success, and no ordinary server has started since.
   */
  private boolean isLeftByAKilledInstallation() throws IOException {
    return !RecordedVersion.isThere(dataDirectory)
        && !LastServer.isNoted(dataDirectory)
        && !Files.exists(dataDirectory.resolve(ORDINARY_START))
        && wasKilled();
  }

  private boolean wasKilled() throws IOException {
    Path log = dataDirectory.resolve(LOG);
    return LEFT_BY_A_KILL.stream().anyMatch(name -> Files.exists(dataDirectory.resolve(name)))
        || (Files.isReadable(log) && RedoLog.holdsChanges(log));
  }
}
