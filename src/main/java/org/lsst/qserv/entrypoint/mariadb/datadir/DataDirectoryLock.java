// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * The lock of a data directory, held by the process that initializes it or installs in it. The lock
 * file is inside the directory, so that containers exclude each other regardless of how the volume
 * is mounted. The kernel releases the lock when its holder dies.
 */
public final class DataDirectoryLock implements AutoCloseable {
  static final String NAME = ".entrypoint.lock";

  private final FileChannel channel;

  private DataDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Acquires the lock of an existing directory.
   *
   * @throws Failure with exit code 75 if another process holds it
   */
  public static DataDirectoryLock acquire(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new Failure(
          ExitCode.TRY_AGAIN,
          dataDirectory + " is locked: another container is initializing it",
          "wait until it has finished, and use a separate volume for each database");
    }
    return new DataDirectoryLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
