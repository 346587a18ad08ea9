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

/** A server's data directory, and what a preparation finds there. */
final class DataDirectory {
  /** What is in the directory. */
  enum State {
    EMPTY,
    /** Our own preparation was interrupted before it had finished. */
    STARTED,
    /** Our own preparation has finished, and its entries have not all been moved into place. */
    STAGED,
    COMPLETE,
    /** An installation that is not ours was interrupted, or a copy. */
    INCOMPLETE,
    /** The data of MySQL 8, which no MariaDB can read. */
    MYSQL,
    /** The initialization of qserv-operator was interrupted. */
    OPERATOR_INTERRUPTED,
    UNEXPECTED
  }

  /** What file systems put there themselves. */
  private static final Set<String> OF_FILE_SYSTEMS = Set.of("lost+found", ".snapshot");

  /** A file that NFS keeps while a process has it open. */
  private static final String OF_NFS = ".nfs";

  /** A file of qserv-operator's init container, which removes it at its end. */
  private static final String OPERATOR_MARK = "INIT_IN_PROGRESS.state";

  /** The dictionary of MySQL 8. */
  private static final String MYSQL_DICTIONARY = "mysql.ibd";

  /** What a server creates before its system schema. */
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
    if (hasOperatorMark()) {
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
      return staging.exists() ? State.STARTED : State.EMPTY;
    }
    if (names.contains(MYSQL_DICTIONARY)) {
      return State.MYSQL;
    }
    return SERVER_FILES.stream().anyMatch(names::contains) ? State.INCOMPLETE : State.UNEXPECTED;
  }

  /** Its entries, without those of the file system and our own, in alphabetical order. */
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

  /** Returns whether an entry says nothing about what the directory is. */
  static boolean isIgnored(String name) {
    return isOfFileSystem(name)
        || name.equals(StagingDirectory.NAME)
        || name.equals(DataDirectoryLock.NAME)
        || LastServer.isName(name)
        || name.equals(LocalAdministrator.OPTION_FILE);
  }

  /** Returns whether an entry belongs to the file system itself; it may be unreadable. */
  static boolean isOfFileSystem(String name) {
    return OF_FILE_SYSTEMS.contains(name) || name.startsWith(OF_NFS);
  }

  /** The mark of qserv-operator is next to the data in some of its versions, inside in others. */
  private boolean hasOperatorMark() {
    return Files.exists(path.resolveSibling(OPERATOR_MARK))
        || Files.exists(path.resolve(OPERATOR_MARK));
  }

  /** Removes our own notes about a database that is no longer there. */
  void forgetFormerDatabase() throws IOException {
    for (Path entry : Directories.list(path)) {
      if (LastServer.isName(String.valueOf(entry.getFileName()))) {
        Files.deleteIfExists(entry);
      }
    }
    Files.deleteIfExists(LocalAdministrator.optionFile(path));
  }
}
