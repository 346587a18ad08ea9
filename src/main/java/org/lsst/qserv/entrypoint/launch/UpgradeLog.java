// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.StepProgress;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeListener;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an upgrade to the launcher's log and to a file. With {@code docker exec}, it also logs to
 * the container's log, because the terminal may be closed before the upgrade finishes. A
 * destination that cannot be written is skipped.
 */
final class UpgradeLog implements UpgradeListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeLog.class);

  /** The standard error of PID 1, which is the log of the container. */
  private static final String CONTAINER = "proc/1/fd/2";

  private static final String OWN = "proc/self/fd/2";

  private final Host host;
  private final ProgressFile progress;
  private final List<PrintStream> copies = new ArrayList<>();

  /**
   * Creates a log.
   *
   * @param file the file to which a copy is appended
   * @param listener receives the progress, at most ten times a second
   */
  UpgradeLog(Host host, Path file, Consumer<TaskProgress> listener) {
    this.host = host;
    this.progress = new ProgressFile(Path.of(file + ".progress"), host.time(), listener);
    copy(file);
    if (!isContainerLog(host)) {
      copy(host.system(CONTAINER));
    }
  }

  private void copy(Path file) {
    try {
      Path directory = file.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      OutputStream stream =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      copies.add(new PrintStream(stream, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("cannot copy the log to {} ({})", file, e.getMessage());
    }
  }

  private static boolean isContainerLog(Host host) {
    try {
      return Files.readSymbolicLink(host.system(OWN))
          .equals(Files.readSymbolicLink(host.system(CONTAINER)));
    } catch (IOException e) {
      return true; // then it cannot be written either
    }
  }

  @Override
  public void runStarted(
      SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {
    progress.runStarted(target, from, to);
    info(
        "upgrade="
            + target
            + " from="
            + from
            + " to="
            + to
            + " statements="
            + statements
            + " scripts="
            + String.join(",", scripts));
  }

  @Override
  public void stepStarted(StepProgress step) {
    progress.stepStarted(step);
    LOG.debug("step={} started=\"{}\"", count(step), step.step().location());
  }

  @Override
  public void executed(StepProgress step, long changedRows, Duration duration) {
    progress.executed(step);
    info(line(step, changedRows, duration));
  }

  @Override
  public void skipped(StepProgress step, String reason) {
    progress.executed(step);
    info(line(step, reason));
  }

  private static String count(StepProgress step) {
    return step.number() + "/" + step.statements();
  }

  private static String line(StepProgress step, long changedRows, Duration duration) {
    return "step=%s statement=\"%s\" summary=\"%s\" rows=%d durationMs=%d"
        .formatted(
            count(step),
            step.step().location(),
            step.step().summary(),
            changedRows,
            duration.toMillis());
  }

  private static String line(StepProgress step, String reason) {
    return "step=%s statement=\"%s\" summary=\"%s\" not-executed=\"%s\""
        .formatted(count(step), step.step().location(), step.step().summary(), reason);
  }

  @Override
  public void warning(String text) {
    LOG.warn("{}", text);
    copyLine("WARN", text);
  }

  /** Returns a listener for one database of several, whose name is in each line. */
  UpgradeListener of(String database) {
    return new DatabaseLog(this, "database=" + database + " ");
  }

  private record DatabaseLog(UpgradeLog log, String prefix) implements UpgradeListener {
    @Override
    public void runStarted(
        SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {
      log.runStarted(
          target, from, to, scripts, statements); // the target contains the name of the database
    }

    @Override
    public void stepStarted(StepProgress step) {
      LOG.debug("{}step={} started=\"{}\"", prefix, count(step), step.step().location());
    }

    @Override
    public void executed(StepProgress step, long changedRows, Duration duration) {
      log.info(prefix + line(step, changedRows, duration));
    }

    @Override
    public void skipped(StepProgress step, String reason) {
      log.info(prefix + line(step, reason));
    }

    @Override
    public void warning(String text) {
      log.warning(prefix + text);
    }
  }

  /** Logs the progress of the upgrade. */
  void progress(Progress progress) {
    info("progress=\"" + progress + "\"");
  }

  void info(String text) {
    LOG.info("{}", text);
    copyLine("INFO", text);
  }

  /** Writes a failure to the copies only: the command itself reports it on stderr. */
  void failed(String text) {
    copyLine("ERROR", text);
  }

  private void copyLine(String level, String text) {
    String time = host.time().now().truncatedTo(ChronoUnit.MILLIS).toString();
    copies.forEach(copy -> copy.println(time + " " + level + " " + text));
  }

  @Override
  public void close() {
    progress.close();
    copies.forEach(PrintStream::close);
  }
}
