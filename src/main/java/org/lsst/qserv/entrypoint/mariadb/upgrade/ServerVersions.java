// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerProgram;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * The versions that meet in a data directory.
 *
 * @param recorded what its system tables are made for; empty if nothing says it
 * @param server what runs on it, or would
 * @param running whether a server answers on it now
 */
public record ServerVersions(
    Optional<ServerVersion> recorded, Optional<ServerVersion> server, boolean running) {

  /**
   * The versions of a directory on which no server need run; nothing is changed.
   *
   * @param program the server's program
   */
  public static ServerVersions atRest(Path dataDirectory, String program, CommandRunner tool)
      throws IOException, InterruptedException {
    return new ServerVersions(RecordedVersion.read(dataDirectory), ask(program, tool), false);
  }

  private static Optional<ServerVersion> ask(String program, CommandRunner tool)
      throws InterruptedException {
    try {
      return Optional.of(new ServerProgram(program, tool).version());
    } catch (Failure e) {
      return Optional.empty(); // it is not in this image
    }
  }

  /** Whether {@code mariadb-upgrade} has something to do. */
  public boolean upgradeNeeded() {
    return recorded.isEmpty()
        || server.map(version -> !version.isSameSeries(recorded.get())).orElse(false);
  }

  /** The versions for people, a line each. */
  public String lines() {
    return "recorded  "
        + number(recorded)
        + "\nserver    "
        + number(server)
        + (running ? ", running" : ", not running")
        + "\nupgrade   "
        + (upgradeNeeded() ? "needed" : "not needed");
  }

  /** The same for machines, in one line; {@code null} is unknown. */
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
