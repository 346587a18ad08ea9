// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server version of the system tables in a data directory. {@code mariadb-install-db} and
 * {@code mariadb-upgrade} write it to a file there; if both files exist, the later version counts.
 */
public final class RecordedVersion {
  private static final String OLD_NAME = "mysql_upgrade_info";
  private static final List<String> NAMES = List.of("mariadb_upgrade_info", OLD_NAME);

  private RecordedVersion() {}

  /** Returns the version; empty if no file contains one. */
  public static Optional<ServerVersion> read(Path dataDirectory) throws IOException {
    Optional<ServerVersion> latest = Optional.empty();
    for (String name : NAMES) {
      Path file = dataDirectory.resolve(name);
      if (Files.exists(file)) {
        latest = later(latest, ServerVersion.parse(Files.readString(file).strip()));
      }
    }
    return latest;
  }

  private static Optional<ServerVersion> later(
      Optional<ServerVersion> one, Optional<ServerVersion> other) {
    boolean first = other.isEmpty() || (one.isPresent() && one.get().isLaterSeries(other.get()));
    return first ? one : other;
  }

  /** Returns whether a file exists. */
  static boolean exists(Path dataDirectory) {
    return NAMES.stream().anyMatch(name -> Files.exists(dataDirectory.resolve(name)));
  }

  /** Writes the version, which old tools do not; new ones read the old file name too. */
  static void write(Path dataDirectory, ServerVersion version) throws IOException {
    Files.writeString(dataDirectory.resolve(OLD_NAME), version.number() + "-MariaDB");
  }
}
