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
 * Whether a server runs on a data directory, in this container or in another one. A server holds
 * locks of {@code fcntl(2)} on its files as long as it lives, and the kernel lets no lock outlive
 * its holder, so neither a file left behind nor a pid of another container deceives.
 */
public sealed interface ServerOnDirectory {
  /** How long a server may take to accept a connection. */
  Duration ANSWER = Duration.ofSeconds(2);

  /** What a server locks before anything else; each alone tells. */
  List<String> LOCKED = List.of("ibdata1", "aria_log_control");

  /** Nobody runs on it. */
  record None() implements ServerOnDirectory {}

  /** A server runs on it and takes connections here. */
  record Reachable(Path socket) implements ServerOnDirectory {}

  /**
   * A process holds it, and nothing answers on the socket in it: a server that starts or stops, one
   * on another machine, or one that listens elsewhere.
   */
  record Unreachable() implements ServerOnDirectory {}

  /** Finds out, and changes nothing. */
  static ServerOnDirectory find(Path dataDirectory) throws IOException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    if (answers(socket)) {
      return new Reachable(socket);
    }
    for (String name : LOCKED) {
      if (isLocked(dataDirectory.resolve(name))) {
        return new Unreachable();
      }
    }
    return new None();
  }

  private static boolean answers(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (UnixChannel _ = UnixChannel.connect(UnixDomainSocketAddress.of(socket), ANSWER)) {
      return true;
    } catch (IOException e) {
      return false; // left behind, nobody's, or of a server that hangs
    }
  }

  /** A shared lock is refused while a server holds its exclusive one; it is given back at once. */
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
