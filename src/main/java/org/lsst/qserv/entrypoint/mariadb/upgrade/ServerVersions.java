// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.mariadb.datadir.LastServer;
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerProgram;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * The versions of a data directory and its server.
 *
 * @param recorded the server version of the system tables; empty if it is not recorded
 * @param server the version of the running server, or of the one that would be started
 * @param running whether a server is running on the directory
 */
public record ServerVersions(
    Optional<ServerVersion> recorded, Optional<ServerVersion> server, boolean running) {

  /**
   * Returns the versions of a directory without a running server; changes nothing.
   *
   * @param program the server's program
   */
  public static ServerVersions ofStoppedServer(
      Path dataDirectory, String program, CommandRunner runner)
      throws IOException, InterruptedException {
    return new ServerVersions(
        RecordedVersion.read(dataDirectory), programVersion(program, runner), false);
  }

  /**
   * Returns the versions of a directory whose server has been checked by {@link
   * ServerVersionCheck}; runs no program and changes nothing.
   */
  public static ServerVersions ofLastServer(Path dataDirectory) throws IOException {
    return new ServerVersions(
        RecordedVersion.read(dataDirectory),
        LastServer.read(dataDirectory).map(LastServer::version),
        false);
  }

  private static Optional<ServerVersion> programVersion(String program, CommandRunner runner)
      throws InterruptedException {
    try {
      return Optional.of(new ServerProgram(program, runner).version());
    } catch (Failure e) {
      return Optional.empty(); // the program is not in this image
    }
  }

  /** Returns whether {@code mariadb-upgrade} must be run. */
  public boolean upgradeNeeded() {
    return recorded.isEmpty()
        || server.map(version -> !version.isSameSeries(recorded.get())).orElse(false);
  }

  /** Returns the versions as text, one per line. */
  public String lines() {
    return "recorded  "
        + number(recorded)
        + "\nserver    "
        + number(server)
        + (running ? ", running" : ", not running")
        + "\nupgrade   "
        + (upgradeNeeded() ? "needed" : "not needed");
  }

  /** Returns the versions as JSON in one line; {@code null} means unknown. */
  public String json() {
    return "{\"recorded\":"
        + json(recorded)
        + ",\"server\":"
        + json(server)
        + ",\"running\":"
        + running
        + ",\"upgrade-needed\":"
        + upgradeNeeded()
        + "}";
  }

  private static String json(Optional<ServerVersion> version) {
    return version.map(known -> JsonString.of(known.number())).orElse("null");
  }

  private static String number(Optional<ServerVersion> version) {
    return version.map(ServerVersion::number).orElse("unknown");
  }

  @Override
  public String toString() {
    return "recorded " + number(recorded) + ", server " + number(server);
  }
}
