// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.io.AtomicFile;

/**
 * The server version of the system tables in a data directory. {@code mariadb-install-db} and
 * {@code mariadb-upgrade} write it to a file there; if both files exist, the later version counts.
 *
 * <p>{@code mariadb-upgrade} truncates its file before it writes the new version. If it is killed
 * in between, no version would be left, and a partly upgraded database would start in every mode.
 * Therefore the version is {@linkplain #keep kept} in a file of the launcher during an upgrade.
 */
public final class RecordedVersion {
  private static final String OLD_NAME = "mysql_upgrade_info";
  private static final List<String> NAMES = List.of("mariadb_upgrade_info", OLD_NAME);

  /** Contains the version before an upgrade that has not finished. */
  private static final String KEPT = ".version-before-upgrade";

  private RecordedVersion() {}

  /** Returns the version; empty if no file contains one. */
  public static Optional<ServerVersion> read(Path dataDirectory) throws IOException {
    Optional<ServerVersion> latest = Optional.empty();
    for (String name : NAMES) {
      latest = later(latest, read(dataDirectory, name));
    }
    return latest.isPresent() ? latest : read(dataDirectory, KEPT);
  }

  private static Optional<ServerVersion> read(Path dataDirectory, String name) throws IOException {
    Path file = dataDirectory.resolve(name);
    return Files.exists(file)
        ? ServerVersion.parse(Files.readString(file).strip())
        : Optional.empty();
  }

  /** Keeps the version, if there is one, until {@link #discardKept}. */
  public static void keep(Path dataDirectory) throws IOException {
    Optional<ServerVersion> version = read(dataDirectory);
    if (version.isPresent()) {
      AtomicFile.write(dataDirectory.resolve(KEPT), version.get().text() + "\n", "rw-rw-r--");
    }
  }

  /** Deletes the kept version, after {@code mariadb-upgrade} has recorded the new one. */
  public static void discardKept(Path dataDirectory) throws IOException {
    Files.deleteIfExists(dataDirectory.resolve(KEPT));
  }

  /** Returns whether a name is that of the kept version, or of an incompletely written one. */
  static boolean isKeptName(String name) {
    return name.equals(KEPT) || AtomicFile.isStaged(name, Path.of(KEPT));
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
