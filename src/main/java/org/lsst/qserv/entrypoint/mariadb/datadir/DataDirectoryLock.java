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
 * The lock of a data directory, held by the one process that prepares it or installs in it. It is a
 * file inside, so that containers exclude each other however the volume is mounted. The kernel
 * releases it when its holder dies.
 */
public final class DataDirectoryLock implements AutoCloseable {
  static final String NAME = ".entrypoint.lock";

  private final FileChannel channel;

  private DataDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing directory.
   *
   * @throws Failure 75 if another process holds it
   */
  public static DataDirectoryLock take(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new Failure(
          ExitCode.TRY_AGAIN,
          dataDirectory + " is locked: another container is initializing it",
          "wait for it, and give each database a volume of its own");
    }
    return new DataDirectoryLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
