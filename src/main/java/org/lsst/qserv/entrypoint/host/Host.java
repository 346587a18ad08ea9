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
 * The world around the process, read once.
 *
 * @param environment the variables as the container has them
 * @param root the root of the file system below which {@code /proc}, {@code /sys} and {@code /etc}
 *     are looked up; a test puts its own here
 */
public record Host(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    TimeSource time,
    Path root) {

  /** The name of this host, which is the pod's or the container's. */
  public String name() {
    try {
      return Files.readString(system("proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  /** Whether a person looks at the output, who did not ask for it without colors. */
  @SuppressWarnings("SystemConsoleNull") // in the image's small runtime it still is null
  public boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !environment.containsKey("NO_COLOR");
  }

  /** Shows a line on a terminal that the next one replaces. */
  public static void showReplaceable(PrintStream terminal, Object line) {
    terminal.print("\r\u001b[K" + line + "\r");
    terminal.flush();
  }

  /** A file of the system: {@code system("proc/self/stat")}. */
  public Path system(String path) {
    return root.resolve(path);
  }
}
