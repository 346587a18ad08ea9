// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** The errors for data directories that are neither initialized nor used. */
final class DataDirectoryRefusal {
  private static final int MAX_NAMES = 3;

  private DataDirectoryRefusal() {}

  /** Returns the failure for a state; empty if the directory can be used. */
  static Optional<Failure> of(DataDirectory.State state, DataDirectory directory)
      throws IOException {
    Path path = directory.path();
    return switch (state) {
      case EMPTY, INITIALIZATION_INTERRUPTED, STAGED, COMPLETE -> Optional.empty();
      case INCOMPLETE ->
          refuse(
              path + " contains an incomplete database: " + names(directory),
              "let the copy or restore finish, then start again; if another program was"
                  + " interrupted while it created a new database, empty the directory");
      case MYSQL ->
          refuse(
              path + " contains a database of MySQL 8, which MariaDB cannot read",
              "mount another volume, and load a dump (mysqldump) of that database");
      case OPERATOR_INTERRUPTED ->
          refuse(
              path
                  + " was being initialized by qserv-operator, which did not finish:"
                  + " INIT_IN_PROGRESS.state exists",
              "wait if its init container is still running; otherwise delete that file and "
                  + path
                  + ", or only the file if you have restored a backup since");
      case UNEXPECTED ->
          refuse(
              path + " contains unexpected files: " + names(directory),
              "mount another volume, or move these files away");
    };
  }

  private static Optional<Failure> refuse(String what, String fix) {
    return Optional.of(new Failure(ExitCode.CONFIGURATION, what, fix));
  }

  private static String names(DataDirectory directory) throws IOException {
    List<String> names = List.copyOf(directory.names());
    return String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())))
        + (names.size() > MAX_NAMES ? ", …" : "");
  }
}
