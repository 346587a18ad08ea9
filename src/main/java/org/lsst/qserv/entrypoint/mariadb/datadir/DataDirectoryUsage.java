// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.UnixChannel;

/**
 * Whether a server uses a data directory, in this container or in another one. A running server
 * holds {@code fcntl(2)} locks on its files, and the kernel releases them when it dies, so the
 * result depends neither on stale files nor on pids of other containers.
 */
public sealed interface DataDirectoryUsage {
  /** How long a server may take to accept a connection. */
  Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** The files that a server locks first; a lock on either means that it is running. */
  List<String> LOCKED = List.of("ibdata1", "aria_log_control");

  /** No server is running on the directory. */
  record None() implements DataDirectoryUsage {}

  /** A server is running and accepts connections on this socket. */
  record Reachable(Path socket) implements DataDirectoryUsage {}

  /**
   * A process holds the locks but does not accept connections on the directory's socket: a server
   * that is starting or stopping, runs on another machine, or listens on another socket.
   */
  record Unreachable() implements DataDirectoryUsage {}

  /** Determines the state without changing anything. */
  static DataDirectoryUsage find(Path dataDirectory) throws IOException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    if (acceptsConnections(socket)) {
      return new Reachable(socket);
    }
    for (String name : LOCKED) {
      if (isLocked(dataDirectory.resolve(name))) {
        return new Unreachable();
      }
    }
    return new None();
  }

  private static boolean acceptsConnections(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (UnixChannel _ = UnixChannel.connect(UnixDomainSocketAddress.of(socket), CONNECT_TIMEOUT)) {
      return true;
    } catch (IOException e) {
      return false; // stale, or the server hangs
    }
  }

  /** Tries to acquire a shared lock, which fails while a server holds its exclusive one. */
  private static boolean isLocked(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    }
  }
}
