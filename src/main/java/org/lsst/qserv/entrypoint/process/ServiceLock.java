// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/**
 * The exclusive lock on a file that lets only one service of a kind run at a time, even across
 * containers that share a volume. The kernel releases it when the process exits, for any reason. It
 * is a record lock of {@code fcntl(2)}, which belongs to the process and survives {@code execve(2)}
 * as long as the descriptor stays open.
 */
public final class ServiceLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private ServiceLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Acquires the lock.
   *
   * @param component the component that requires it, for the message
   * @throws Failure with exit code 75 if another process has it, 73 if the file cannot be created
   */
  static ServiceLock acquire(Path file, String component) {
    return tryAcquire(file)
        .orElseThrow(() ->
            new Failure(
                ExitCode.TRY_AGAIN,
                file + " is locked: another " + component + " runs on the same data",
                "stop the other one, then start this one again"));
  }

  /**
   * Returns whether no process has the lock. Must not be called while this process has it: closing
   * the second descriptor of the file would release the lock.
   *
   * @throws Failure with exit code 73 if the file cannot be created
   */
  public static boolean isFree(Path file) {
    Optional<ServiceLock> lock = tryAcquire(file);
    lock.ifPresent(ServiceLock::close);
    return lock.isPresent();
  }

  private static Optional<ServiceLock> tryAcquire(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean isLocked = false;
      try {
        isLocked = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        // this process has it; closing the channel releases the record lock
      } finally {
        if (!isLocked) {
          channel.close();
        }
      }
      return isLocked ? Optional.of(new ServiceLock(file, channel)) : Optional.empty();
    } catch (IOException e) {
      throw PathProblem.cannotWrite(file, e);
    }
  }

  /**
   * Returns whether a descriptor of this process is that of the lock.
   *
   * @param descriptor the link in {@code /proc/self/fd}
   */
  boolean isHeldBy(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
    } catch (IOException e) {
      return false;
    }
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
