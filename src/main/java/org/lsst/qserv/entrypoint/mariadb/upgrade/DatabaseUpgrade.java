// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mariadb.connection.ClientOptionFile;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryUsage;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryUsage.Reachable;
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.mariadb.upgrade.RunningServer.Login;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * Upgrades the system tables of a running server to its version, with {@code mariadb-upgrade}. It
 * can be run again after it was killed, because the version is recorded at the very end.
 */
public final class DatabaseUpgrade {
  private static final String PROGRAM = "mariadb-upgrade";
  private static final String SERVER = "mariadbd";
  private static final String LOCK = "qserv-database-upgrade";
  private static final String VERSION = "SELECT VERSION()";

  /** The lock is bound to its connection, which is idle for hours. */
  private static final String KEEP_OPEN = "SET SESSION wait_timeout = 31536000";

  private static final String TABLES =
      "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND"
          + " TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema')";

  private final RunningServer server;
  private final CommandRunner runner;
  private final Host host;

  /** Creates an upgrade of a server. */
  public DatabaseUpgrade(RunningServer server, CommandRunner runner, Host host) {
    this.server = server;
    this.runner = runner;
    this.host = host;
  }

  /**
   * Returns the versions of the server and of its files; the image's server if none is running.
   *
   * @throws Failure with exit code 77 if the server accepts none of its administrators
   */
  public ServerVersions status() throws IOException, InterruptedException {
    if (!(DataDirectoryUsage.find(server.dataDirectory()) instanceof Reachable)) {
      return ServerVersions.ofStoppedServer(server.dataDirectory(), SERVER, runner);
    }
    Login login = server.logIn();
    try (Connection connection = login.connection()) {
      return versions(connection);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * Upgrades the system tables if necessary.
   *
   * @param mode the name of the current mode, for messages
   * @param allowed whether an upgrade is allowed in that mode
   * @param listener receives the progress of an upgrade about every second
   * @return the versions before the upgrade
   * @throws Failure with exit code 78 if it is not allowed, 75 if another session is upgrading, 69
   *     if the server or the tool fails
   */
  public ServerVersions run(String mode, boolean allowed, Consumer<TaskProgress> listener)
      throws IOException, InterruptedException {
    Login login = server.logIn();
    try (Connection connection = login.connection()) {
      lock(connection);
      ServerVersions versions = versions(connection);
      if (!versions.upgradeNeeded()) {
        return versions;
      }
      if (!allowed) {
        throw refused(mode);
      }
      UpgradeProgress progress = new UpgradeProgress(number(connection, TABLES), host.time());
      upgrade(login, versions, progress, listener);
      return versions;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private Failure refused(String mode) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the database in "
            + server.dataDirectory()
            + " is in mode "
            + mode
            + ": its clients would access partly upgraded tables",
        "start it with mode=maintenance, or add --force");
  }

  private ServerVersions versions(Connection connection) throws SQLException, IOException {
    return new ServerVersions(
        RecordedVersion.read(server.dataDirectory()),
        ServerVersion.parse(text(connection, VERSION)),
        true);
  }

  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(KEEP_OPEN);
    }
    if (number(connection, "SELECT GET_LOCK('" + LOCK + "', 0)") != 1) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          "the database in "
              + server.dataDirectory()
              + " is being upgraded by connection "
              + number(connection, "SELECT IS_USED_LOCK('" + LOCK + "')"),
          "wait until it has finished; check it with 'entrypoint database status'");
    }
  }

  private void upgrade(
      Login login,
      ServerVersions versions,
      UpgradeProgress progress,
      Consumer<TaskProgress> listener)
      throws IOException, InterruptedException {
    ServerVersion to = versions.server().orElseThrow();
    UpgradeRecord record = new UpgradeRecord(server.dataDirectory(), host);
    record.add("started", versions.recorded(), to);
    RecordedVersion.keep(server.dataDirectory());
    int exit = follow(login, progress, listener);
    Optional<ServerVersion> reached = RecordedVersion.read(server.dataDirectory());
    boolean succeeded = exit == 0 && reached.isPresent() && reached.get().isSameSeries(to);
    record.add(succeeded ? "done" : "failed", versions.recorded(), to);
    if (!succeeded) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          PROGRAM + " failed with exit code " + exit + ":\n" + progress.lastLines(),
          "fix the reported error and run the command again");
    }
    RecordedVersion.discardKept(server.dataDirectory());
  }

  private int follow(Login login, UpgradeProgress progress, Consumer<TaskProgress> listener)
      throws IOException, InterruptedException {
    Path directory = server.dataDirectory();
    Path path = directory.resolveSibling(directory.getFileName() + ".upgrade.cnf");
    Thread reporter = Thread.ofPlatform().daemon().start(() -> progress.report(listener));
    try (ClientOptionFile options = ClientOptionFile.create(path, login.url())) {
      return runner.follow(
          List.of(PROGRAM, "--defaults-file=" + options.path(), "--verbose"), progress::line);
    } finally {
      reporter.interrupt();
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private Failure unavailable(SQLException e) {
    return new Failure(
        ExitCode.UNAVAILABLE,
        "the server of data directory "
            + server.dataDirectory()
            + " failed ("
            + e.getMessage()
            + ")",
        "check the server's log and run the command again");
  }
}
