// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/**
 * A file with one JSON object per line: the result of an upgrade attempt of a database, which is
 * done, failed or skipped. The last line of a database counts. An incomplete last line is ignored.
 * The file is locked, so that two runs never share a report.
 */
public final class FleetReport implements AutoCloseable {
  private final Path path;
  private final UpgradeTarget target;
  private final ReportFile file;

  /** The last line of each database, by name. */
  private final Map<String, ReportLine> lines = new LinkedHashMap<>();

  private FleetReport(Path path, UpgradeTarget target, ReportFile file) {
    this.path = path;
    this.target = target;
    this.file = file;
  }

  /**
   * Creates a report.
   *
   * @throws Failure with exit code 73 if the file exists or cannot be created, 75 if another run
   *     locks it first
   */
  public static FleetReport create(Path path, UpgradeTarget target) {
    try {
      return new FleetReport(path, target, ReportFile.create(path));
    } catch (FileAlreadyExistsException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "the report " + path + " already exists",
              "continue it with --retry " + path + ", or specify another file with --report")
          .causedBy(e);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot create the report " + path + " (" + PathProblem.reason(e) + ")",
              "specify a writable file with --report")
          .causedBy(e);
    }
  }

  /**
   * Opens the report of an earlier run and continues it.
   *
   * @throws Failure with exit code 75 if another run has it open, 78 if it belongs to another
   *     upgrade, 65 if it is not a report, 74 if it cannot be read or written
   */
  public static FleetReport resume(Path path, UpgradeTarget target) {
    try {
      FleetReport report = new FleetReport(path, target, ReportFile.open(path));
      report.read();
      return report;
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              "cannot open the report "
                  + path
                  + " for reading and writing ("
                  + PathProblem.reason(e)
                  + ")",
              "specify the report of an earlier run with --retry")
          .causedBy(e);
    }
  }

  private void read() throws IOException {
    boolean complete = false;
    try {
      int number = 0;
      for (String line : file.lines()) {
        number++;
        add(line, number);
      }
      complete = true;
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private void add(String text, int number) {
    ReportLine line = line(text, number);
    if (!line.target().equals(target)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          path
              + ": "
              + number
              + ": belongs to an upgrade of "
              + line.target()
              + ", not of "
              + target,
          "specify the report of the same upgrade with --retry, or start a new one with --fleet");
    }
    lines.put(line.url().address(), line);
  }

  private ReportLine line(String text, int number) {
    try {
      return ReportLine.read(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
              ExitCode.BAD_DATA,
              path + ": " + number + ": not a valid report line",
              "specify the report of an earlier run with --retry")
          .causedBy(e);
    }
  }

  /**
   * Returns the databases whose last line does not report success, in the order of their first
   * lines.
   *
   * @param defaults the password and TLS of all of them, which a report does not contain
   */
  public List<FleetMember> unfinished(FleetDefaults defaults) {
    return lines.values().stream()
        .filter(line -> line.state() != FleetState.DONE)
        .map(line -> defaults.member(line.url()))
        .toList();
  }

  /** Returns the databases of a fleet that have no line, or whose last line reports no success. */
  public List<FleetMember> unfinished(List<FleetMember> fleet) {
    List<FleetMember> unfinished = new ArrayList<>();
    for (FleetMember member : fleet) {
      ReportLine line = lines.get(member.name());
      if (line == null || line.state() != FleetState.DONE) {
        unfinished.add(member);
      }
    }
    return unfinished;
  }

  /** Returns how many databases have a line. */
  public int size() {
    return lines.size();
  }

  /**
   * Appends a result and waits until it is on the disk.
   *
   * @throws Failure with exit code 74 if the file cannot be written
   */
  public void add(FleetResult result, Instant finished) {
    try {
      file.append(ReportLine.write(target, result, finished));
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              "cannot write the report " + path + " (" + PathProblem.reason(e) + ")",
              "check the free space and the file system, then run the command again with --retry "
                  + path)
          .causedBy(e);
    }
  }

  /** Returns the path of the report. */
  public Path file() {
    return path;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
