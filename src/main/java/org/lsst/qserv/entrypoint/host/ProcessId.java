// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Determines the id of this process. */
public final class ProcessId {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessId() {}

  /**
   * Returns the id of this process from {@code proc(5)}. Initializing {@link ProcessHandle} instead
   * would take milliseconds of each launch.
   */
  public static long own() {
    try {
      return Long.parseLong(Files.readSymbolicLink(SELF).toString());
    } catch (IOException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }
}
