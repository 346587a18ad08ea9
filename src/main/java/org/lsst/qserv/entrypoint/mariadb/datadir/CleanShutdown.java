// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the last server on a data directory came to its end. A server removes its pid file as the
 * last thing of all, after every storage engine has closed its files; besides, InnoDB's log holds
 * nothing behind its last checkpoint.
 */
public final class CleanShutdown {
  private static final String LOG = "ib_logfile0";

  private CleanShutdown() {}

  /** What speaks against a clean end, for people; empty if nothing does. */
  public static Optional<String> doubt(Path dataDirectory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(dataDirectory, "*.pid")) {
      for (Path file : left) {
        return Optional.of(file.getFileName() + " was left behind");
      }
    }
    Path log = dataDirectory.resolve(LOG);
    if (!Files.exists(log)) {
      return Optional.of(LOG + " is missing");
    }
    return RedoLog.holdsChanges(log)
        ? Optional.of(LOG + " holds changes that are not in the tables yet")
        : Optional.empty();
  }
}
