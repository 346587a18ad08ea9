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
 * Exports the time zones of the operating system as SQL for the tables {@code mysql.time_zone…}.
 * Without them a server does not start with a named {@code default_time_zone}.
 */
final class TimeZones {
  private static final Logger LOG = LoggerFactory.getLogger(TimeZones.class);
  private static final Path ZONES = Path.of("/usr/share/zoneinfo");

  private TimeZones() {}

  /**
   * Writes the SQL for the database {@code mysql} to a file.
   *
   * @return whether the image has time zones and the program that reads them
   */
  static boolean export(Path file, CommandRunner runner) throws InterruptedException {
    if (!Files.isDirectory(ZONES)) {
      LOG.warn("time zones are not loaded: this image has no {} (package tzdata)", ZONES);
      return false;
    }
    try {
      // without the option, some series print commands that only the mariadb client understands
      runner.store(List.of("mariadb-tzinfo-to-sql", "--skip-write-binlog", ZONES.toString()), file);
      return true;
    } catch (Failure e) {
      LOG.warn("time zones are not loaded: {}", e.problems().getFirst().what());
      return false;
    }
  }
}
