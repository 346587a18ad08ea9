// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.process.RunningCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs for one action and listens only on its socket, so other clients cannot
 * connect. It is killed with the launcher; InnoDB then rolls back unfinished transactions at the
 * next start.
 */
public final class TemporaryServer {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryServer.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

  /** The action to run while the server is running. */
  public interface Action {
    /**
     * Runs the action.
     *
     * @param socket the socket of the server
     */
    void run(Path socket) throws InterruptedException;
  }

  private final Path dataDirectory;
  private final List<String> program;
  private final CommandRunner runner;
  private final TimeSource time;
  private final Duration startTimeout;
  private final Duration stopTimeout;

  /**
   * Creates a server without starting it.
   *
   * @param dataDirectory a complete data directory
   * @param program the server and the options that specify its configuration
   * @param startTimeout the time until it accepts connections; a recovery may take hours
   * @param stopTimeout the time for a clean shutdown before it is killed
   */
  public TemporaryServer(
      Path dataDirectory,
      List<String> program,
      CommandRunner runner,
      TimeSource time,
      Duration startTimeout,
      Duration stopTimeout) {
    this.dataDirectory = dataDirectory;
    this.program = List.copyOf(program);
    this.runner = runner;
    this.time = time;
    this.startTimeout = startTimeout;
    this.stopTimeout = stopTimeout;
  }

  /**
   * Starts the server, runs the action, and stops the server with SIGTERM, even if the action
   * fails. Must be called by a thread that outlives the server.
   *
   * @throws Failure with exit code 69 if the server does not start or does not shut down cleanly
   */
  public void run(Action action) throws InterruptedException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    RunningCommand server = runner.start(command(socket));
    boolean succeeded = false;
    try {
      awaitReady(server, socket);
      LOG.info("temporary-server={} socket={}", program.getFirst(), socket);
      action.run(socket);
      succeeded = true;
    } finally {
      stop(server, succeeded);
    }
  }

  private List<String> command(Path socket) {
    List<String> command = new ArrayList<>(program);
    command.add("--datadir=" + dataDirectory);
    command.add("--socket=" + socket);
    command.add("--skip-networking");
    return command;
  }

  private void awaitReady(RunningCommand server, Path socket) throws InterruptedException {
    Polling polling = Polling.every(POLL_INTERVAL, time, startTimeout);
    while (!isReady(socket)) {
      if (!server.isAlive()) {
        throw new Failure(
            ExitCode.UNAVAILABLE,
            "the server of data directory "
                + dataDirectory
                + " exited with code "
                + server.exitCode(),
            "see its log above for the cause");
      }
      if (polling.isOver()) {
        throw new Failure(
            ExitCode.UNAVAILABLE,
            "the server of data directory "
                + dataDirectory
                + " is not ready after "
                + startTimeout.toSeconds()
                + " s",
            "see its log above for its progress; start again when the volume is faster");
      }
      polling.pause();
    }
  }

  /** Returns whether the server responds, even if it denies access. */
  private boolean isReady(Path socket) {
    try (Connection connection =
        Connections.open(LocalAdministrator.url(dataDirectory, socket), RESPONSE_TIMEOUT)) {
      return connection.isValid((int) RESPONSE_TIMEOUT.toSeconds());
    } catch (SQLException e) {
      return SqlFailures.isAccessDenied(e);
    } catch (IOException e) {
      return false;
    }
  }

  /** Throws only if the action succeeded, so that its failure is not replaced. */
  private void stop(RunningCommand server, boolean succeeded) throws InterruptedException {
    boolean interrupted = Thread.interrupted(); // the server must be stopped anyway
    server.terminate();
    boolean exited = server.awaitExit(stopTimeout);
    if (!exited) {
      server.kill();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (succeeded && (!exited || server.exitCode() != 0)) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          "the server of data directory "
              + dataDirectory
              + (exited
                  ? " exited with code " + server.exitCode()
                  : " did not exit within " + stopTimeout.toSeconds() + " s and was killed"),
          "see its log above for the cause; the next start recovers the database");
    }
  }
}
