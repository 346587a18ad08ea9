// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.io.AtomicFile;

/**
 * Which server was started last on a data directory: a note of our own in it, written before the
 * start, so that a copy or a restored backup brings its own along or has none. {@code
 * mysql_upgrade_info} cannot tell: it changes only when {@code mariadb-upgrade} has ended, and a
 * server of a later series has changed the files long before.
 *
 * @param program what tells the server's program from another one
 */
public record LastServer(ServerVersion version, String program) {
  private static final String NAME = ".last-server";

  /** Returns whether a name is that of the note, or of one that was not completed. */
  static boolean isName(String name) {
    return name.equals(NAME) || AtomicFile.isStaged(name, Path.of(NAME));
  }

  /** The note; empty if there is none, or one that nobody understands. */
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

  /** Whether a server was let in at all. */
  static boolean isNoted(Path dataDirectory) {
    return Files.exists(dataDirectory.resolve(NAME));
  }

  /** Writes it, complete or not at all, and onto the disk: the server starts next. */
  public void write(Path dataDirectory) throws IOException {
    AtomicFile.write(
        dataDirectory.resolve(NAME), version.text() + "\n" + program + "\n", "rw-rw-r--");
  }
}
