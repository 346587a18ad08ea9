package org.lsst.qserv.entrypoint.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Secret;

/**
 * A file with a line of JSON for each database that has ended. A line is there as a whole or not at
 * all for who reads it: what follows the last line end was cut off by a kill and does not count.
 * Who writes it holds its lock.
 */
public final class FleetReport implements AutoCloseable {
  private final Path file;
  private final FleetSubject subject;
  private final FileChannel channel;

  /** By name: the last line of each database. */
  private final Map<String, ReportLine> lines = new LinkedHashMap<>();

  private FleetReport(Path file, FleetSubject subject, FileChannel channel) {
    this.file = file;
    this.subject = subject;
    this.channel = channel;
  }

  /**
   * Begins a new one.
   *
   * @throws Failure 73 if the file is there already, or cannot be made
   */
  public static FleetReport create(Path file, FleetSubject subject) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return locked(new FleetReport(file, subject, channel));
    } catch (FileAlreadyExistsException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "the report " + file + " is there already",
          "go on with it by --retry " + file + ", or give --report another name");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "the report " + file + " cannot be made (" + reason(e) + ")",
          "give --report a file that can be written");
    }
  }

  /**
   * Goes on with one.
   *
   * @throws Failure 75 if somebody else is at it, 78 if it is of something else, 65 if it is no
   *     report, 74 if it cannot be read and written
   */
  public static FleetReport goOn(Path file, FleetSubject subject) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FleetReport report = locked(new FleetReport(file, subject, channel));
      report.read();
      return report;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.IO,
          "the report " + file + " cannot be read and written (" + reason(e) + ")",
          "give --retry the report of an earlier run");
    }
  }

  private static FleetReport locked(FleetReport report) throws IOException {
    if (report.channel.tryLock() == null) {
      report.channel.close();
      throw new Failure(
          ExitCode.TRY_AGAIN,
          "another run writes the report " + report.file,
          "wait until it has ended");
    }
    return report;
  }

  private void read() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    int number = 0;
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      add(line, number);
    }
    channel.truncate(end);
    channel.position(end);
  }

  private void add(String text, int number) throws IOException {
    ReportLine line = line(text, number);
    if (!line.subject().equals(subject)) {
      channel.close();
      throw new Failure(
          ExitCode.CONFIGURATION,
          file + ": " + number + ": is about " + line.subject() + ", this run about " + subject,
          "give --retry the report of the same upgrade, or --fleet for a new one");
    }
    lines.put(line.url().place(), line);
  }

  private ReportLine line(String text, int number) throws IOException {
    try {
      return ReportLine.read(text);
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      throw new Failure(
          ExitCode.BAD_DATA,
          file + ": " + number + ": is no line of a report",
          "give --retry the report of an earlier run");
    }
  }

  /**
   * The databases whose last line is not a good one, in the order of their first lines.
   *
   * @param password for all of them: a report holds none
   */
  public List<FleetMember> unfinished(Optional<Secret> password) {
    return lines.values().stream()
        .filter(line -> line.state() != FleetState.DONE)
        .map(line ->
            new FleetMember(password.map(line.url()::withDefaultPassword).orElse(line.url())))
        .toList();
  }

  /** Of a fleet those without a good last line: those without any line, too. */
  public List<FleetMember> unfinished(List<FleetMember> fleet) {
    List<FleetMember> all = new ArrayList<>();
    for (FleetMember member : fleet) {
      ReportLine line = lines.get(member.name());
      if (line == null || line.state() != FleetState.DONE) {
        all.add(member);
      }
    }
    return all;
  }

  /** How many databases have a line. */
  public int size() {
    return lines.size();
  }

  /**
   * Writes a result, so that not even the end of the machine loses it.
   *
   * @throws Failure 74 if it cannot
   */
  public void add(FleetResult result, Instant ended) {
    String line = ReportLine.write(subject, result, ended) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.IO,
          "the report " + file + " cannot be written (" + e.getMessage() + ")",
          "make room, then go on with --retry " + file + " and --fleet");
    }
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
