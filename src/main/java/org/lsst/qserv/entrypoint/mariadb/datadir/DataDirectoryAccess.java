// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.Directories;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** Checks that the user of this container has access to a data directory. */
final class DataDirectoryAccess {
  private DataDirectoryAccess() {}

  /**
   * Checks the directory and that of its system schema.
   *
   * @throws Failure with exit code 73 with the owner, the expected owner and the command that
   *     changes it; 78 for a broken symbolic link
   */
  static void check(Path dataDirectory) {
    if (!Files.isDirectory(dataDirectory)) {
      PathProblem.find(dataDirectory)
          .ifPresent(failure -> {
            throw failure;
          });
      // checked again: another container may have created the directory since the first check
      if (Files.exists(dataDirectory) && !Files.isDirectory(dataDirectory)) {
        throw new Failure(
            ExitCode.CANNOT_CREATE,
            dataDirectory + " is not a directory",
            "move it away, or mount a volume there");
      }
    }
    if (Files.isDirectory(dataDirectory)) {
      require(dataDirectory, dataDirectory);
      require(dataDirectory.resolve(SystemSchema.NAME), dataDirectory);
    }
  }

  /**
   * Checks the entries of the directory and of its system schema, but not of other databases: those
   * of a worker have too many files for each start.
   *
   * @throws Failure with exit code 73 as {@link #check}
   */
  static void checkEntries(Path dataDirectory) throws IOException {
    for (Path directory : List.of(dataDirectory, dataDirectory.resolve(SystemSchema.NAME))) {
      if (Files.isDirectory(directory)) {
        for (Path entry : Directories.list(directory)) {
          if (!DataDirectory.isFileSystemEntry(String.valueOf(entry.getFileName()))) {
            require(entry, dataDirectory);
          }
        }
      }
    }
  }

  private static void require(Path path, Path dataDirectory) {
    if (Files.exists(path) && !PathProblem.isUsable(path)) {
      throw PathProblem.notUsable(path, dataDirectory);
    }
  }
}
