// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.io.AtomicFile;

/**
 * The server that was started last on a data directory: a file in that directory, written before
 * the start, so a copy or a restored backup has its own file or none. {@code mysql_upgrade_info} is
 * not sufficient: it changes only when {@code mariadb-upgrade} has finished, and a server of a
 * later series has changed the data files long before.
 *
 * @param program identifies the server's program
 */
public record LastServer(ServerVersion version, String program) {
  private static final String NAME = ".last-server";

  /** Returns whether a name is that of the file, or of an incompletely written one. */
  static boolean isName(String name) {
    return name.equals(NAME) || AtomicFile.isStaged(name, Path.of(NAME));
  }

  /** Returns the content of the file; empty if it does not exist or is malformed. */
  public static Optional<LastServer> read(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() == 2
        ? ServerVersion.parse(lines.get(0)).map(version -> new LastServer(version, lines.get(1)))
        : Optional.empty();
  }

  /** Returns whether a server has been started on the directory. */
  static boolean exists(Path dataDirectory) {
    return Files.exists(dataDirectory.resolve(NAME));
  }

  /** Writes the file atomically and durably, because the server starts next. */
  public void write(Path dataDirectory) throws IOException {
    AtomicFile.write(
        dataDirectory.resolve(NAME), version.text() + "\n" + program + "\n", "rw-rw-r--");
  }
}
