// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far {@code mariadb-upgrade} is, from the lines that it prints: a log line for each phase, and
 * one each 30 seconds. Problems that it reports are logged at once.
 */
final class UpgradeProgress {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeProgress.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final String PHASE = "Phase ";
  private static final String CHECKING = "tables";
  private static final int KEPT = 20;

  private final long tables;
  private final TimeSource time;
  private final long begin;
  private final Deque<String> lastWords = new ArrayDeque<>();
  private String phase = "";
  private String object = "";
  private boolean checking;
  private long checked;

  /**
   * Progress that begins now.
   *
   * @param tables how many tables there are outside of the system's own databases
   */
  UpgradeProgress(long tables, TimeSource time) {
    this.tables = tables;
    this.time = time;
    this.begin = time.nanos();
  }

  /** Takes a line: {@code Phase 6/8: Checking and upgrading tables}, {@code db.table OK}. */
  synchronized void line(String line) {
    lastWords.addLast(line);
    if (lastWords.size() > KEPT) {
      lastWords.removeFirst();
    }
    int colon = line.indexOf(':');
    if (line.startsWith(PHASE) && colon > 0) {
      phase = line.substring(PHASE.length(), colon);
      object = line.substring(colon + 1).strip();
      checking = object.endsWith(CHECKING);
      LOG.info("upgrade phase={} \"{}\"", phase, object);
    } else if (line.indexOf('.') > 0 && line.endsWith(" OK")) {
      object = line.substring(0, line.length() - " OK".length()).strip();
      checked += checking ? 1 : 0;
    } else if (isProblem(line)) {
      LOG.warn("upgrade phase={} {}", phase, line.strip());
    }
  }

  private static boolean isProblem(String line) {
    return line.startsWith("Error")
        || line.startsWith("error")
        || line.startsWith("Warning")
        || line.startsWith("FATAL")
        || line.contains("Needs upgrade");
  }

  /** Says how far it is, each 30 seconds, until it is interrupted. */
  void report() {
    try {
      while (true) {
        time.sleep(INTERVAL);
        LOG.info("{}", summary());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How far it is, in a line. */
  synchronized String summary() {
    String count = checking ? " tables=" + checked + "/" + Math.max(checked, tables) : "";
    return "upgrade phase="
        + phase
        + count
        + " at=\""
        + object
        + "\" elapsed="
        + Duration.ofNanos(time.nanos() - begin).toSeconds()
        + "s";
  }

  /** The last lines, for who has to find out why it failed. */
  synchronized String lastWords() {
    return String.join("\n", lastWords);
  }
}
