// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * Which process a state is about. A pid alone may belong to another process after a restart; with
 * the boot of the machine and the start of the process it is unique, and an exec keeps all three.
 *
 * @param boot the machine's boot id
 * @param pid the process in this container
 * @param start when it started, in the kernel's ticks since the boot
 */
public record Incarnation(String boot, long pid, long start) {
  /** Field 22 of proc(5)'s stat, counted from the first field behind the program's name. */
  private static final int START_TIME = 19;

  /** The process that has the pid now, if there is one. */
  public static Optional<Incarnation> of(Host host, long pid) {
    Path stat = host.system("proc/" + pid + "/stat");
    try {
      String line = Files.readString(stat);
      // the program's name stands in parentheses and may hold anything, parentheses too
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      String boot = Files.readString(host.system("proc/sys/kernel/random/boot_id")).strip();
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead
          ? Optional.empty()
          : Optional.of(new Incarnation(boot, pid, Long.parseLong(fields[START_TIME])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether this process still lives. */
  public boolean isAlive(Host host) {
    return of(host, pid).filter(this::isSame).isPresent();
  }

  /**
   * As {@code equals}, which the JVM would build at run time: a probe has to be small and quick.
   */
  private boolean isSame(Incarnation other) {
    return pid == other.pid && start == other.start && boot.equals(other.boot);
  }
}
