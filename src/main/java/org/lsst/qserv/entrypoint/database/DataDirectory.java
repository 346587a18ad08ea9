package org.lsst.qserv.entrypoint.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A server's data directory, and how far it is.
 *
 * <p>A preparation leaves two marks while it works: a file beside the directory and one in it, with
 * the same random token. Only where both are there and agree is the directory ours and
 * half-prepared. A directory that was swapped or restored meanwhile has no such file in it and is
 * not touched.
 */
final class DataDirectory {
  /** What is in the directory. */
  enum State {
    EMPTY,
    OURS_HALF_PREPARED,
    COMPLETE,
    FOREIGN
  }

  private static final String LOST_AND_FOUND = "lost+found";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
  private static final String INNER_MARK = ".preparing";

  /** What each server has that has ever started, and none that is half made. */
  private static final List<String> SERVER_FILES = List.of("ibdata1", "aria_log_control", "mysql");

  /** Names of the table of accounts, newest server first. */
  private static final List<String> ACCOUNTS =
      List.of("mysql/global_priv.frm", "mysql/user.frm", "mysql.ibd");

  private final Path path;
  private final Path outerMark;
  private final Path innerMark;

  DataDirectory(Path path) {
    this.path = path;
    this.outerMark = path.resolveSibling(path.getFileName() + ".preparing");
    this.innerMark = path.resolve(INNER_MARK);
  }

  Path path() {
    return path;
  }

  State state() throws IOException {
    if (Files.exists(innerMark)) {
      return isOurs() ? State.OURS_HALF_PREPARED : State.FOREIGN;
    }
    if (isEmpty()) {
      return State.EMPTY;
    }
    return isComplete() ? State.COMPLETE : State.FOREIGN;
  }

  /**
   * The inner mark is written last; a kill in the middle leaves the beginning of it. What somebody
   * put into a half-prepared directory meanwhile is not ours.
   */
  private boolean isOurs() throws IOException {
    return Files.exists(outerMark)
        && Files.readString(outerMark).startsWith(Files.readString(innerMark))
        && !LastServer.isNoted(path)
        && !holdsOlderFiles();
  }

  /** A copy keeps the times of its files; what we make is younger than the mark. */
  private boolean holdsOlderFiles() throws IOException {
    Instant begun = Files.getLastModifiedTime(outerMark).toInstant().minus(CLOCKS_DIFFER);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (!entry.endsWith(LOST_AND_FOUND) && holdsFileBefore(entry, begun)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holdsFileBefore(Path top, Instant time) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
          return true;
        }
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      return false; // what comes and goes is being made
    }
    return false;
  }

  private boolean isEmpty() throws IOException {
    if (!Files.exists(path)) {
      return true;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.allMatch(file -> file.endsWith(LOST_AND_FOUND));
    }
  }

  private boolean isComplete() {
    return SERVER_FILES.stream().allMatch(name -> Files.exists(path.resolve(name)))
        && ACCOUNTS.stream().anyMatch(name -> Files.exists(path.resolve(name)));
  }

  /** Marks the directory as ours and half-prepared; an empty one is made if there is none. */
  void beginPreparing() throws IOException {
    byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    Files.createDirectories(path);
    writeDurably(outerMark, token);
    writeDurably(innerMark, token);
  }

  /** Removes all but the marks, so that a kill in the middle leaves it recognisable. */
  void clear() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        boolean kept = file.equals(innerMark) || file.startsWith(path.resolve(LOST_AND_FOUND));
        if (!file.equals(path) && !kept) {
          Files.delete(file);
        }
      }
    }
  }

  /** Takes the marks away; from here on it is a server's. */
  void endPreparing() throws IOException {
    synchronize(path);
    Files.delete(innerMark);
    synchronize(path);
    removeLeftOverMark();
  }

  /** A kill between the removals of the two marks leaves the outer one. */
  void removeLeftOverMark() throws IOException {
    Files.deleteIfExists(outerMark);
  }

  private static void writeDurably(Path file, byte[] content) throws IOException {
    Files.write(
        file,
        content,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Path directory = file.getParent();
    if (directory != null) {
      synchronize(directory);
    }
  }

  private static void synchronize(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
