// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a database server has its local socket, and how long such a path may be. */
public final class SocketPath {
  /**
   * Longest path in bytes. The kernel accepts 107 ({@code sun_path} in {@code unix(7)} without its
   * terminating zero), but the JDK only 106.
   */
  public static final int MAX_BYTES = 106;

  private SocketPath() {}

  /** The socket of the server on a data directory: every configuration of ours names it so. */
  public static Path in(Path dataDirectory) {
    return dataDirectory.resolve("mysql.sock");
  }

  /** Returns the length of a path in bytes. */
  public static int length(String path) {
    return path.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns whether a path is so long that no process could connect to it. */
  public static boolean isTooLong(String path) {
    return length(path) > MAX_BYTES;
  }
}
