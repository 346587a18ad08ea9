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
 * Whether a server may be started on a data directory, which is decided before it touches a file of
 * it. Versions of one series get along with each other. A later series needs an upgrade, which
 * begins in maintenance; an earlier one is never let in.
 */
public final class ServerVersionCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ServerVersionCheck.class);

  private final Path directory;
  private final ServerProgram program;
  private final boolean maintenance;
  private final boolean allowUnclean;

  /**
   * A check.
   *
   * @param directory a complete data directory
   * @param program the server's program
   * @param maintenance whether an upgrade may begin
   * @param allowUnclean whether it may begin on files of a server that did not end cleanly
   */
  public ServerVersionCheck(
      Path directory,
      String program,
      CommandRunner tool,
      boolean maintenance,
      boolean allowUnclean) {
    this.directory = directory;
    this.program = new ServerProgram(program, tool);
    this.maintenance = maintenance;
    this.allowUnclean = allowUnclean;
  }

  /**
   * Checks, and notes the server as the last one of the directory.
   *
   * @throws Failure 78 if the server must not be started
   */
  public void run() throws IOException, InterruptedException {
    Optional<LastServer> last = LastServer.read(directory);
    Optional<ServerVersion> recorded = RecordedVersion.read(directory);
    LastServer now = program.identify(last);
    ServerVersion server = now.version();
    Optional<ServerVersion> touched = last.map(LastServer::version);

    refuseDowngrade(touched, server);
    refuseDowngrade(recorded, server);
    refuseUnclean(touched.isPresent() ? touched : recorded, server);
    compare(recorded, server);
    if (last.isEmpty() || !isSame(last.get(), now)) {
      now.write(directory);
    }
  }

  /** As {@code equals}, which the JVM would build at run time. */
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
              + ", and this is "
              + server
              + ", which cannot read it; nothing was touched",
          "use an image with MariaDB "
              + used.get().series()
              + " or later, or restore a backup made before");
    }
  }

  private void refuseUnclean(Optional<ServerVersion> used, ServerVersion server)
      throws IOException {
    if (used.isEmpty() || !server.isLaterSeries(used.get())) {
      return; // its own recovery mends it
    }
    Optional<String> doubt = CleanShutdown.doubt(directory);
    if (doubt.isEmpty()) {
      return;
    }
    if (allowUnclean) {
      LOG.warn(
          "data-directory={} {}, and database.on-unclean=allow: MariaDB {} goes on with it",
          directory,
          doubt.get(),
          server);
      return;
    }
    throw new Failure(
        ExitCode.CONFIGURATION,
        directory
            + " was not left cleanly by MariaDB "
            + used.get()
            + " ("
            + doubt.get()
            + "), and this is "
            + server
            + "; nothing was touched",
        "start the old image with MariaDB "
            + used.get().series()
            + " once, wait until it is ready, and stop it");
  }

  private void compare(Optional<ServerVersion> recorded, ServerVersion server) {
    if (recorded.isEmpty()) {
      LOG.warn(
          "data-directory={} does not say which version of MariaDB it is for; this is {}:"
              + " 'entrypoint database upgrade' in mode maintenance makes it sure",
          directory,
          server);
    } else if (!recorded.get().isSameSeries(server)) {
      upgrade(recorded.get(), server);
    } else if (!recorded.get().number().equals(server.number())) {
      LOG.info(
          "data-directory={} recorded={} server={}: the same series, no upgrade is needed",
          directory,
          recorded.get(),
          server);
    }
  }

  private void upgrade(ServerVersion recorded, ServerVersion server) {
    if (!maintenance) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          directory
              + " is for MariaDB "
              + recorded
              + ", and this is "
              + server
              + ": it has to be upgraded first",
          "start it with mode=maintenance, and run 'entrypoint database upgrade' beside it");
    }
    LOG.warn(
        "data-directory={} recorded={} server={}: run 'entrypoint database upgrade' now",
        directory,
        recorded,
        server);
  }
}
