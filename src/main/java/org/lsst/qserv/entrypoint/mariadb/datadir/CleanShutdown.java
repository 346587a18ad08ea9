// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Determines whether the last server on a data directory shut down cleanly. A server removes its
 * pid file as its last action, after every storage engine has closed its files, and after a clean
 * shutdown InnoDB's log contains nothing after its last checkpoint.
 */
public final class CleanShutdown {
  private static final String LOG = "ib_logfile0";

  private CleanShutdown() {}

  /** Returns the evidence of an unclean shutdown, for messages; empty if there is none. */
  public static Optional<String> evidenceOfCrash(Path dataDirectory) throws IOException {
    try (DirectoryStream<Path> pidFiles = Files.newDirectoryStream(dataDirectory, "*.pid")) {
      for (Path file : pidFiles) {
        return Optional.of(file.getFileName() + " still exists");
      }
    }
    Path log = dataDirectory.resolve(LOG);
    if (!Files.exists(log)) {
      return Optional.of(LOG + " is missing");
    }
    return RedoLog.containsChanges(log)
        ? Optional.of(LOG + " contains changes that have not been written to the tables yet")
        : Optional.empty();
  }
}
