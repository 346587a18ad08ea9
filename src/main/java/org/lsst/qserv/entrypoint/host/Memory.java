// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Determines the memory limit of the container: the limit of its cgroup, or else the memory of the
 * machine.
 */
public final class Memory {
  // cgroup v2, then v1; inside a container both show the container's own limit at the root
  private static final List<String> LIMITS =
      List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

  private Memory() {}

  /**
   * Returns the limit in bytes.
   *
   * @throws IOException if {@code /proc/meminfo} cannot be read
   */
  public static long limit(Host host) throws IOException {
    OptionalLong limit = containerLimit(host);
    return limit.isPresent() ? limit.getAsLong() : total(host.system("proc/meminfo"));
  }

  /**
   * Returns the limit of the container in bytes; empty if it may use the memory of the machine.
   *
   * @throws IOException if {@code /proc/meminfo} cannot be read
   */
  public static OptionalLong containerLimit(Host host) throws IOException {
    long total = total(host.system("proc/meminfo"));
    long limit = total;
    for (String name : LIMITS) {
      limit = Math.min(limit, cgroupLimit(host.system(name)));
    }
    return limit < total ? OptionalLong.of(limit) : OptionalLong.empty();
  }

  private static long cgroupLimit(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return Long.MAX_VALUE;
    }
    String text = Files.readString(file).strip();
    return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
  }

  private static long total(Path meminfo) throws IOException {
    for (String line : Files.readAllLines(meminfo)) {
      if (line.startsWith("MemTotal:")) {
        String kibibytes = line.substring("MemTotal:".length()).replace("kB", "").strip();
        return Long.parseLong(kibibytes) * 1024;
      }
    }
    throw new IOException(meminfo + " has no line MemTotal");
  }
}
