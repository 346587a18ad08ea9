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
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.process.RunningCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs for one action and only on its socket, so that nobody else meets it. It is
 * killed with the launcher; what it had not finished then, InnoDB undoes at the next start.
 */
public final class TemporaryServer {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryServer.class);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** What is done while it runs. */
  public interface Action {
    /**
     * Does it.
     *
     * @param socket where the server answers
     */
    void run(Path socket) throws InterruptedException;
  }

  private final Path dataDirectory;
  private final List<String> program;
  private final CommandRunner tool;
  private final TimeSource time;
  private final Duration startTimeout;
  private final Duration stopTimeout;

  /**
   * A server, not started yet.
   *
   * @param dataDirectory a complete one
   * @param program the server and the options that name its configuration
   * @param startTimeout how long it may take until it answers; a recovery may need hours
   * @param stopTimeout how long it may take to end cleanly before it is killed
   */
  public TemporaryServer(
      Path dataDirectory,
      List<String> program,
      CommandRunner tool,
      TimeSource time,
      Duration startTimeout,
      Duration stopTimeout) {
    this.dataDirectory = dataDirectory;
    this.program = List.copyOf(program);
    this.tool = tool;
    this.time = time;
    this.startTimeout = startTimeout;
    this.stopTimeout = stopTimeout;
  }

  /**
   * Starts it, does the action, and stops it with SIGTERM, whatever came of the action. Called by a
   * thread that outlives it.
   *
   * @throws Failure 69 if it does not start or does not end cleanly
   */
  public void run(Action action) throws InterruptedException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    RunningCommand server = tool.start(command(socket));
    boolean done = false;
    try {
      awaitAnswer(server, socket);
      LOG.info("temporary-server={} socket={}", program.getFirst(), socket);
      action.run(socket);
      done = true;
    } finally {
      stop(server, done);
    }
  }

  private List<String> command(Path socket) {
    List<String> command = new ArrayList<>(program);
    command.add("--datadir=" + dataDirectory);
    command.add("--socket=" + socket);
    command.add("--skip-networking");
    return command;
  }

  private void awaitAnswer(RunningCommand server, Path socket) throws InterruptedException {
    long deadline = time.nanos() + startTimeout.toNanos();
    while (!answers(socket)) {
      if (!server.isAlive()) {
        throw new Failure(
            ExitCode.UNAVAILABLE,
            "the server on " + dataDirectory + " ended with exit code " + server.exitCode(),
            "its log above says why");
      }
      if (time.nanos() - deadline > 0) {
        throw new Failure(
            ExitCode.UNAVAILABLE,
            "the server on "
                + dataDirectory
                + " does not answer after "
                + startTimeout.toSeconds()
                + " s",
            "its log above says what it does; start again when the volume is quicker");
      }
      time.sleep(PAUSE);
    }
  }

  /** One that turns the administrator away answers all the same. */
  private boolean answers(Path socket) {
    try (Connection connection =
        Connections.open(LocalAdministrator.url(dataDirectory, socket), ANSWER)) {
      return connection.isValid((int) ANSWER.toSeconds());
    } catch (SQLException e) {
      return SqlFailures.isAccessDenied(e);
    } catch (IOException e) {
      return false;
    }
  }

  /** A failure of the action matters more than one of the stop. */
  private void stop(RunningCommand server, boolean done) throws InterruptedException {
    boolean interrupted = Thread.interrupted(); // the server is stopped all the same
    server.terminate();
    boolean ended = server.awaitEnd(stopTimeout);
    if (!ended) {
      server.kill();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (done && (!ended || server.exitCode() != 0)) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          "the server on "
              + dataDirectory
              + (ended
                  ? " ended with exit code " + server.exitCode()
                  : " did not end within " + stopTimeout.toSeconds() + " s and was killed"),
          "its log above says why; the next start recovers what it left");
    }
  }
}
