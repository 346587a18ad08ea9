// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The environment, streams, clock and file system of this process.
 *
 * @param environment the environment variables of the container
 * @param root the root of the file system that contains {@code /proc}, {@code /sys} and {@code
 *     /etc}; another directory in tests
 */
public record Host(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    TimeSource time,
    Path root) {

  /** Returns the host name of this container or pod. */
  public String name() {
    try {
      return Files.readString(system("proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  /**
   * Returns the number at the end of the host name with at least three digits, such as {@code 007}
   * for {@code qserv-worker-7}; empty if there is none. Kubernetes names the pods of a StatefulSet
   * and of an indexed Job so.
   */
  public String ordinal() {
    String name = name();
    int start = name.length();
    while (start > 0 && Character.isDigit(name.charAt(start - 1))) {
      start--;
    }
    String digits = name.substring(start);
    return digits.isEmpty() ? "" : "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }

  /**
   * Returns whether colors and control sequences may be printed: the output is a terminal, and
   * NO_COLOR is not set.
   */
  @SuppressWarnings("SystemConsoleNull") // in the reduced runtime of the image it is null
  public boolean supportsTerminalControl() {
    Console console = System.console();
    return console != null && console.isTerminal() && !environment.containsKey("NO_COLOR");
  }

  /** Prints a line to a terminal. The next output overwrites it. */
  public static void showReplaceable(PrintStream terminal, Object line) {
    terminal.print("\r\u001b[K" + line + "\r");
    terminal.flush();
  }

  /** Returns a file of the system, such as {@code system("proc/self/stat")}. */
  public Path system(String path) {
    return root.resolve(path);
  }
}
