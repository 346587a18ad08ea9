// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Determines whether the kernel killed a process of this container because of its memory. The
 * counter of the kernel names no process, so each kill explains only one exit. Thread-safe.
 */
public final class OutOfMemoryKills {
  // cgroup v2, then v1; both have a line such as "oom_kill 1"
  private static final List<String> FILES =
      List.of("sys/fs/cgroup/memory.events", "sys/fs/cgroup/memory/memory.oom_control");

  private static final String COUNTER = "oom_kill ";

  private final Host host;
  private long explained;

  /** Creates an instance that has explained no exit. */
  public OutOfMemoryKills(Host host) {
    this.host = host;
  }

  /** Returns how many processes of this container have been killed; 0 if that is unknown. */
  public long count() {
    for (String name : FILES) {
      Path file = host.system(name);
      if (Files.isReadable(file)) {
        return count(file);
      }
    }
    return 0;
  }

  private static long count(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(COUNTER)) {
          return Long.parseLong(line.substring(COUNTER.length()).strip());
        }
      }
      return 0;
    } catch (IOException | NumberFormatException e) {
      return 0; // the exit code is reported without its cause
    }
  }

  /**
   * Returns why a process was killed, for the user; empty if no other kill has happened since its
   * start.
   *
   * @param before the count when the process started
   */
  public synchronized Optional<String> explain(long before) {
    long known = Math.max(before, explained);
    if (count() <= known) {
      return Optional.empty();
    }
    explained = known + 1;
    OptionalLong limit = limit();
    return Optional.of(
        limit.isPresent()
            ? "killed because the container reached its memory limit of "
                + limit.getAsLong() / (1024 * 1024)
                + " MiB"
            : "killed because the machine ran out of memory");
  }

  private OptionalLong limit() {
    try {
      return Memory.containerLimit(host);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
