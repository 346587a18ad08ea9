// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The path of a database server's local socket, and the maximum length of socket paths. */
public final class SocketPath {
  /**
   * Longest path in bytes. The kernel accepts 107 ({@code sun_path} in {@code unix(7)} without its
   * terminating zero), but the JDK only 106.
   */
  public static final int MAX_BYTES = 106;

  private SocketPath() {}

  /**
   * Returns the socket of the server of a data directory, as all our server configurations set it.
   */
  public static Path in(Path dataDirectory) {
    return dataDirectory.resolve("mysql.sock");
  }

  /** Returns the length of a path in bytes. */
  public static int length(String path) {
    return path.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns whether a path is too long for a socket. */
  public static boolean isTooLong(String path) {
    return length(path) > MAX_BYTES;
  }
}
