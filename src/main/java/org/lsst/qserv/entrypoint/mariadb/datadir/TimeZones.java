// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time zones of the operating system as SQL for the tables {@code mysql.time_zone…}. Without
 * them a server does not start with a named {@code default_time_zone}.
 */
final class TimeZones {
  private static final Logger LOG = LoggerFactory.getLogger(TimeZones.class);
  private static final Path ZONES = Path.of("/usr/share/zoneinfo");

  private TimeZones() {}

  /**
   * Stores the SQL in a file, for the database {@code mysql}.
   *
   * @return whether the image has time zones and the program that reads them
   */
  static boolean export(Path file, CommandRunner tool) throws InterruptedException {
    if (!Files.isDirectory(ZONES)) {
      LOG.warn("time zones are not loaded: this image has no {} (package tzdata)", ZONES);
      return false;
    }
    try {
      // with a binary log to consider, some series print commands that only the client knows
      tool.store(List.of("mariadb-tzinfo-to-sql", "--skip-write-binlog", ZONES.toString()), file);
      return true;
    } catch (Failure e) {
      LOG.warn("time zones are not loaded: {}", e.problems().getFirst().what());
      return false;
    }
  }
}
