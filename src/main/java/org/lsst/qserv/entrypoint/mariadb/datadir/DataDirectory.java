// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.io.Directories;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;

/** The data directory of a server and its state before an initialization. */
final class DataDirectory {
  /** The state of the directory. */
  enum State {
    EMPTY,
    /** The initialization by the launcher was interrupted. */
    INITIALIZATION_INTERRUPTED,
    /**
     * The initialization by the launcher has finished, but not all entries have been moved into
     * place.
     */
    STAGED,
    COMPLETE,
    /** An installation by another program, or a copy, was interrupted. */
    INCOMPLETE,
    /** Contains data of MySQL 8, which MariaDB cannot read. */
    MYSQL,
    /** The initialization of qserv-operator was interrupted. */
    OPERATOR_INTERRUPTED,
    UNEXPECTED
  }

  /** Entries that file systems create. */
  private static final Set<String> FILE_SYSTEM_ENTRIES = Set.of("lost+found", ".snapshot");

  /** The prefix of a file that NFS keeps while a process has it open. */
  private static final String NFS_PREFIX = ".nfs";

  /** A file that qserv-operator's init container removes when it has finished. */
  private static final String OPERATOR_MARKER = "INIT_IN_PROGRESS.state";

  /** The data dictionary of MySQL 8. */
  private static final String MYSQL_DICTIONARY = "mysql.ibd";

  /** The files that a server creates before its system schema. */
  private static final List<String> SERVER_FILES =
      List.of(SystemSchema.NAME, "ibdata1", "ib_logfile0", "aria_log_control");

  private final Path path;
  private final StagingDirectory staging;

  DataDirectory(Path path) {
    this.path = path;
    this.staging = new StagingDirectory(path);
  }

  Path path() {
    return path;
  }

  StagingDirectory staging() {
    return staging;
  }

  State state() throws IOException {
    if (hasOperatorMarker()) {
      return State.OPERATOR_INTERRUPTED;
    }
    Set<String> names = names();
    if (names.contains(SystemSchema.NAME) && new SystemSchema(path).isComplete()) {
      return State.COMPLETE;
    }
    if (staging.canMove(names)) {
      return State.STAGED;
    }
    if (names.isEmpty()) {
      return staging.exists() ? State.INITIALIZATION_INTERRUPTED : State.EMPTY;
    }
    if (names.contains(MYSQL_DICTIONARY)) {
      return State.MYSQL;
    }
    return SERVER_FILES.stream().anyMatch(names::contains) ? State.INCOMPLETE : State.UNEXPECTED;
  }

  /**
   * Returns the sorted names of its entries, except those of the file system and of the launcher.
   */
  Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(path)) {
      for (Path entry : Directories.list(path)) {
        String name = String.valueOf(entry.getFileName());
        if (!isIgnored(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Returns whether an entry is irrelevant for the state of the directory. */
  static boolean isIgnored(String name) {
    return isFileSystemEntry(name)
        || name.equals(StagingDirectory.NAME)
        || name.equals(DataDirectoryLock.NAME)
        || isAboutDatabase(name)
        || name.equals(LocalAdministrator.OPTION_FILE);
  }

  /** Returns whether a file of the launcher describes the database that it is next to. */
  private static boolean isAboutDatabase(String name) {
    return LastServer.isName(name) || RecordedVersion.isKeptName(name);
  }

  /** Returns whether an entry belongs to the file system itself; it may be unreadable. */
  static boolean isFileSystemEntry(String name) {
    return FILE_SYSTEM_ENTRIES.contains(name) || name.startsWith(NFS_PREFIX);
  }

  /** Some versions of qserv-operator create the marker next to the data, others inside. */
  private boolean hasOperatorMarker() {
    return Files.exists(path.resolveSibling(OPERATOR_MARKER))
        || Files.exists(path.resolve(OPERATOR_MARKER));
  }

  /** Deletes the launcher's files about a database that no longer exists. */
  void deleteFilesOfFormerDatabase() throws IOException {
    for (Path entry : Directories.list(path)) {
      if (isAboutDatabase(String.valueOf(entry.getFileName()))) {
        Files.deleteIfExists(entry);
      }
    }
    Files.deleteIfExists(LocalAdministrator.optionFile(path));
  }
}
