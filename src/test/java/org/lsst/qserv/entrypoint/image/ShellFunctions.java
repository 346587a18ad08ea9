// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

/** Functions for the beginning of scripts that start processes in a container. */
final class ShellFunctions {
  /**
   * {@code kill_session PID} kills a process and all processes of its session and returns when they
   * have ended, as the end of a container does. Sessions are known at every moment, whereas the
   * environment of a process that is starting a program is empty.
   */
  static final String KILL_SESSION =
      """
      session() { sed -n "s/^\\([0-9]*\\) (.*) [A-Z] [0-9]* [0-9]* $1 .*/\\1/p" /proc/[0-9]*/stat 2>/dev/null || true; }
      kill_session() { kill -KILL $1 2>/dev/null || true; while left=$(session $1) && [ -n "$left" ]; do kill -KILL $left 2>/dev/null || true; done; }
      """;

  /**
   * {@code await_server PID LOG} returns when a MariaDB server accepts connections. If it ends
   * before, the function fails and prints the log.
   */
  static final String AWAIT_SERVER =
      """
      await_server() {
        until grep -qs 'ready for connections' $2; do
          kill -0 $1 2>/dev/null || { cat $2 >&2; return 1; }
          sleep 0.02
        done
      }
      """;

  private ShellFunctions() {}
}
