// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.FileLockHolder;

/**
 * Reads and appends the lines of a report, whose file it keeps locked.
 *
 * <p>Everything is read and written through one channel: a POSIX lock belongs to the process, not
 * to the descriptor, and closing any other descriptor of the same file would release it (man page
 * fcntl_locking(2)).
 */
final class ReportFile implements AutoCloseable {
  private static final Path LOCKS = Path.of("/proc/locks");

  private final FileChannel channel;

  /** The length of the complete lines, in bytes. */
  private long end;

  private ReportFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates a file, and the directories above it, and locks it.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws Failure with exit code 75 if another run locks it first
   */
  static ReportFile create(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return lock(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /**
   * Opens an existing file for reading and appending, and locks it.
   *
   * @throws Failure with exit code 75 if another run has locked it
   */
  static ReportFile open(Path path) throws IOException {
    return lock(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  private static ReportFile lock(Path path, FileChannel channel) throws IOException {
    try {
      if (tryLock(channel)) {
        return new ReportFile(channel);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    String holder = FileLockHolder.find(LOCKS, path).orElse("another process");
    channel.close();
    throw new Failure(
        ExitCode.TRY_AGAIN,
        "the report " + path + " is in use by " + holder,
        "wait until that run has finished, then run the command again");
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // locked by this process
    }
  }

  /**
   * Returns the complete lines. An incomplete last line was left by a killed run; the next {@link
   * #append} overwrites it.
   */
  List<String> lines() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (content.hasRemaining()) {
      if (channel.read(content, content.position()) < 0) {
        throw new EOFException("the file became shorter");
      }
    }
    byte[] bytes = content.array();
    int complete = bytes.length;
    while (complete > 0 && bytes[complete - 1] != '\n') {
      complete--;
    }
    end = complete;
    return new String(bytes, 0, complete, StandardCharsets.UTF_8).lines().toList();
  }

  /** Appends a line and waits until it is on the disk. */
  void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    channel.truncate(end);
    while (bytes.hasRemaining()) {
      channel.write(bytes, end + bytes.position());
    }
    channel.force(false);
    end += bytes.limit();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
