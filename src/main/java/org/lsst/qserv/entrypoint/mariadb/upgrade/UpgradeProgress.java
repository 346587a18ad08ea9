// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the progress of {@code mariadb-upgrade}, based on its output: every second to a listener,
 * and to the log with one line for each phase and one every 30 seconds. Problems in the output are
 * logged immediately.
 */
final class UpgradeProgress {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeProgress.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
  private static final String PHASE = "Phase ";
  private static final String CHECKING = "tables";
  private static final int MAX_LAST_LINES = 20;

  private final long tables;
  private final TimeSource time;
  private final long start;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private String phase = "";
  private String object = "";
  private boolean checking;
  private long checked;

  /**
   * Starts measuring progress.
   *
   * @param tables the number of tables outside of the system databases
   */
  UpgradeProgress(long tables, TimeSource time) {
    this.tables = tables;
    this.time = time;
    this.start = time.nanos();
  }

  /**
   * Processes a line of output: {@code Phase 6/8: Checking and upgrading tables}, {@code db.table
   * OK}.
   */
  synchronized void line(String line) {
    lastLines.addLast(line);
    if (lastLines.size() > MAX_LAST_LINES) {
      lastLines.removeFirst();
    }
    int colon = line.indexOf(':');
    if (line.startsWith(PHASE) && colon > 0) {
      phase = line.substring(PHASE.length(), colon);
      object = line.substring(colon + 1).strip();
      checking = object.endsWith(CHECKING);
      LOG.info("upgrade-phase={} at=\"{}\"", phase, object);
    } else if (line.indexOf('.') > 0 && line.endsWith(" OK")) {
      object = line.substring(0, line.length() - " OK".length()).strip();
      checked += checking ? 1 : 0;
    } else if (isProblem(line)) {
      LOG.warn("upgrade-phase={} problem=\"{}\"", phase, line.strip());
    }
  }

  private static boolean isProblem(String line) {
    return line.startsWith("Error")
        || line.startsWith("error")
        || line.startsWith("Warning")
        || line.startsWith("FATAL")
        || line.contains("Needs upgrade");
  }

  /**
   * Reports the progress until the thread is interrupted.
   *
   * @param listener receives it immediately, and then every second
   */
  void report(Consumer<TaskProgress> listener) {
    Duration sinceLog = Duration.ZERO;
    try {
      while (true) {
        listener.accept(current());
        time.sleep(INTERVAL);
        sinceLog = sinceLog.plus(INTERVAL);
        if (sinceLog.compareTo(LOG_INTERVAL) >= 0) {
          sinceLog = Duration.ZERO;
          LOG.info("{}", summary());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the current progress; the tables are counted while they are checked. */
  synchronized TaskProgress current() {
    String text = "mariadb-upgrade" + (phase.isEmpty() ? "" : " phase " + phase + ": " + object);
    return checking
        ? new TaskProgress(text, checked, Math.max(checked, tables))
        : TaskProgress.of(text);
  }

  /** Returns the current progress in one line for the log. */
  synchronized String summary() {
    String count = checking ? " tables=" + checked + "/" + Math.max(checked, tables) : "";
    return "upgrade-phase="
        + phase
        + count
        + " at=\""
        + object
        + "\" elapsedMs="
        + Duration.ofNanos(time.nanos() - start).toMillis();
  }

  /** Returns the last lines of output, for the message of a failure. */
  synchronized String lastLines() {
    return String.join("\n", lastLines);
  }
}
