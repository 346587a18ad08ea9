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
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeListener;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeStep;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what an upgrade does to its own log, to a file, and, started by hand beside a service, to
 * the container's log: whoever started it may be gone when it ends. A place that takes no more is
 * left out.
 */
final class UpgradeLog implements UpgradeListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeLog.class);

  /** What the container's first process, and so the container, writes its log to. */
  private static final String CONTAINER = "proc/1/fd/2";

  private static final String OWN = "proc/self/fd/2";

  private final Host host;
  private final ProgressFile progress;
  private final List<PrintStream> copies = new ArrayList<>();

  /**
   * A log.
   *
   * @param file where a copy goes, appended
   */
  UpgradeLog(Host host, Path file) {
    this.host = host;
    this.progress = new ProgressFile(Path.of(file + ".progress"), host.time());
    copy(file);
    if (!isContainers(host)) {
      copy(host.system(CONTAINER));
    }
  }

  private void copy(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      OutputStream stream =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      copies.add(new PrintStream(stream, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("no copy of the log in {} ({})", file, e.getMessage());
    }
  }

  private static boolean isContainers(Host host) {
    try {
      return Files.readSymbolicLink(host.system(OWN))
          .equals(Files.readSymbolicLink(host.system(CONTAINER)));
    } catch (IOException e) {
      return true; // it cannot be written then either
    }
  }

  @Override
  public void path(SchemaTarget target, Version from, Version to, List<String> scripts, int steps) {
    progress.path(target, from, to);
    info(
        "upgrade="
            + target
            + " from="
            + from
            + " to="
            + to
            + " steps="
            + steps
            + " scripts="
            + String.join(",", scripts));
  }

  @Override
  public void begun(UpgradeStep step, int steps) {
    progress.begun(step, steps);
    LOG.debug("step={}/{} begun=\"{}\"", step.index() + 1, steps, step.place());
  }

  @Override
  public void done(UpgradeStep step, int steps, long changed, Duration took) {
    progress.done(step, steps);
    info(line(step, steps, changed, took));
  }

  private static String line(UpgradeStep step, int steps, long changed, Duration took) {
    return "step=%d/%d place=\"%s\" what=\"%s\" rows=%d took=%dms"
        .formatted(step.index() + 1, steps, step.place(), step.summary(), changed, took.toMillis());
  }

  @Override
  public void warning(String text) {
    LOG.warn("{}", text);
    copyLine("WARN", text);
  }

  /** The same log for one database of several: each line names it. */
  UpgradeListener of(String database) {
    return new One(this, "database=" + database + " ");
  }

  private record One(UpgradeLog log, String prefix) implements UpgradeListener {
    @Override
    public void path(
        SchemaTarget target, Version from, Version to, List<String> scripts, int steps) {
      log.path(target, from, to, scripts, steps); // names it itself
    }

    @Override
    public void begun(UpgradeStep step, int steps) {
      LOG.debug("{}step={}/{} begun=\"{}\"", prefix, step.index() + 1, steps, step.place());
    }

    @Override
    public void done(UpgradeStep step, int steps, long changed, Duration took) {
      log.info(prefix + line(step, steps, changed, took));
    }

    @Override
    public void warning(String text) {
      log.warning(prefix + text);
    }
  }

  /** How far it is. */
  void progress(Progress progress) {
    info("progress=\"" + progress + "\"");
  }

  /** What came of it. */
  void info(String text) {
    LOG.info("{}", text);
    copyLine("INFO", text);
  }

  private void copyLine(String level, String text) {
    String time = host.time().now().truncatedTo(ChronoUnit.MILLIS).toString();
    copies.forEach(copy -> copy.println(time + " " + level + " " + text));
  }

  @Override
  public void close() {
    copies.forEach(PrintStream::close);
  }
}
