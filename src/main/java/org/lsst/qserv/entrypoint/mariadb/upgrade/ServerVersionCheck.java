// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.datadir.CleanShutdown;
import org.lsst.qserv.entrypoint.mariadb.datadir.LastServer;
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerProgram;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether a server may be started on a data directory, before it changes any file there.
 * Versions of one series are compatible. A later series needs an upgrade, which requires
 * maintenance mode; an earlier series is never accepted.
 */
public final class ServerVersionCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ServerVersionCheck.class);

  private final Path directory;
  private final ServerProgram program;
  private final UpgradeRule upgrade;
  private final boolean allowUnclean;

  /**
   * Creates a check.
   *
   * @param directory a complete data directory
   * @param program the server's program
   * @param upgrade whether a server of a later series may be started
   * @param allowUnclean whether it may start although the last server was not shut down cleanly
   */
  public ServerVersionCheck(
      Path directory,
      String program,
      CommandRunner runner,
      UpgradeRule upgrade,
      boolean allowUnclean) {
    this.directory = directory;
    this.program = new ServerProgram(program, runner);
    this.upgrade = upgrade;
    this.allowUnclean = allowUnclean;
  }

  /**
   * Checks the versions, and records the server as the last one of the directory.
   *
   * @return the versions
   * @throws Failure with exit code 78 if the server must not be started
   */
  public ServerVersions run() throws IOException, InterruptedException {
    Optional<LastServer> last = LastServer.read(directory);
    Optional<ServerVersion> recorded = RecordedVersion.read(directory);
    LastServer current = program.identify(last);
    ServerVersion server = current.version();
    Optional<ServerVersion> used = last.map(LastServer::version);

    refuseDowngrade(used, server);
    refuseDowngrade(recorded, server);
    refuseUnclean(used.isPresent() ? used : recorded, server);
    compare(recorded, server);
    if (last.isEmpty() || !isSame(last.get(), current)) {
      current.write(directory);
    }
    return new ServerVersions(recorded, Optional.of(server), false);
  }

  /** Equals {@code Record.equals}, which the JVM would generate at run time at a cost. */
  private static boolean isSame(LastServer one, LastServer other) {
    return one.version().text().equals(other.version().text())
        && one.program().equals(other.program());
  }

  private void refuseDowngrade(Optional<ServerVersion> used, ServerVersion server) {
    if (used.isPresent() && used.get().isLaterSeries(server)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          directory
              + " was last used by MariaDB "
              + used.get()
              + ", and downgrades to "
              + server
              + " are not supported; nothing was changed",
          "use an image with MariaDB "
              + used.get().series()
              + " or later, or restore a backup made before its upgrade");
    }
  }

  private void refuseUnclean(Optional<ServerVersion> used, ServerVersion server)
      throws IOException {
    if (used.isEmpty() || !server.isLaterSeries(used.get())) {
      return; // the server's own recovery is sufficient
    }
    Optional<String> evidence = CleanShutdown.evidenceOfCrash(directory);
    if (evidence.isEmpty()) {
      return;
    }
    if (allowUnclean) {
      LOG.warn(
          "data-directory={} problem=\"{}\" server={} on-unclean=allow",
          directory,
          evidence.get(),
          server);
      return;
    }
    throw new Failure(
        ExitCode.CONFIGURATION,
        directory
            + " was not shut down cleanly by MariaDB "
            + used.get()
            + " ("
            + evidence.get()
            + "), which an upgrade to "
            + server
            + " requires; nothing was changed",
        "start the old image with MariaDB "
            + used.get().series()
            + " once, wait until it is ready, and stop it");
  }

  private void compare(Optional<ServerVersion> recorded, ServerVersion server) {
    if (recorded.isEmpty()) {
      LOG.warn(
          "data-directory={} server={} problem=\"no version is recorded, so an upgrade may be missing\" action=\"{}\"",
          directory,
          server,
          upgrade == UpgradeRule.AUTOMATIC
              ? "upgraded after the start"
              : "run 'entrypoint database upgrade' in mode maintenance");
    } else if (!recorded.get().isSameSeries(server)) {
      upgrade(recorded.get(), server);
    } else if (!recorded.get().number().equals(server.number())) {
      LOG.info(
          "data-directory={} recorded={} server={} upgrade=\"not needed: same series\"",
          directory,
          recorded.get(),
          server);
    }
  }

  private void upgrade(ServerVersion recorded, ServerVersion server) {
    if (upgrade == UpgradeRule.REFUSED) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          directory + " must be upgraded from MariaDB " + recorded + " to " + server + " first",
          "start it with mode=maintenance, and run 'entrypoint database upgrade' in the same"
              + " container, or set database.auto-upgrade=maintenance");
    }
    LOG.warn(
        "data-directory={} recorded={} server={} action=\"{}\"",
        directory,
        recorded,
        server,
        upgrade == UpgradeRule.AUTOMATIC
            ? "upgraded after the start"
            : "run 'entrypoint database upgrade' now");
  }
}
