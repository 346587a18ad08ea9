// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Limits and capabilities of this machine that a container cannot exceed. */
final class MachineLimits {
  private static final int HEXADECIMAL = 16;

  /** The numbers of the capabilities in the chart, of capabilities(7). */
  private static final Map<String, Integer> CAPABILITIES =
      Map.of("SETGID", 6, "SETUID", 7, "IPC_LOCK", 14, "SYS_RESOURCE", 24);

  private MachineLimits() {}

  /** Returns the hard limit of a resource in {@code /proc/self/limits}. */
  static long hard(String resource) {
    String line = line("/proc/self/limits", resource);
    String hard = line.substring(resource.length()).strip().split(" +", -1)[1];
    return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
  }

  /** Returns whether a container may have a capability. */
  static boolean allows(String capability) {
    Integer number = CAPABILITIES.get(capability);
    if (number == null) {
      throw new IllegalArgumentException("unknown capability " + capability);
    }
    String set = line("/proc/self/status", "CapBnd:").substring("CapBnd:".length()).strip();
    return (Long.parseUnsignedLong(set, HEXADECIMAL) >> number & 1) == 1;
  }

  private static String line(String file, String start) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(start))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(file + " has no line " + start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
