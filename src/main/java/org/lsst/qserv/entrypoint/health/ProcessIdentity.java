// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * Identifies one process, so that a reused pid is not mistaken for it. A pid alone may belong to
 * another process after a restart, or in another container that shares a volume. With the
 * container, the boot id of the machine and the start time of the process it is unique. An exec
 * changes none of them.
 *
 * @param container the mount namespace, which each container has for itself; empty if unknown
 * @param boot the machine's boot id
 * @param pid the process id in this container
 * @param start the start time in kernel ticks since boot
 */
public record ProcessIdentity(String container, String boot, long pid, long start) {
  /**
   * The index of field 22 of {@code stat} in proc(5), counted from the first field after the
   * program's name.
   */
  private static final int START_TIME = 19;

  /** Returns the current process with a pid; empty if there is none or it is a zombie. */
  public static Optional<ProcessIdentity> of(Host host, long pid) {
    Path stat = host.system("proc/" + pid + "/stat");
    try {
      String line = Files.readString(stat);
      // the program's name is in parentheses and may contain any character, even parentheses
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      String boot = Files.readString(host.system("proc/sys/kernel/random/boot_id")).strip();
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead
          ? Optional.empty()
          : Optional.of(
              new ProcessIdentity(container(host), boot, pid, Long.parseLong(fields[START_TIME])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String container(Host host) {
    try {
      return Files.readSymbolicLink(host.system("proc/self/ns/mnt")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /** Returns whether the process belongs to this container, alive or not. */
  public boolean isOfThisContainer(Host host) {
    return container.equals(container(host));
  }

  /** Returns whether this process is still alive, seen from this container. */
  public boolean isAlive(Host host) {
    return of(host, pid).filter(this::isSame).isPresent();
  }

  /**
   * Returns what {@code equals} would. The JVM generates the {@code equals} of records at run time,
   * which would slow down each probe.
   */
  private boolean isSame(ProcessIdentity other) {
    return pid == other.pid
        && start == other.start
        && boot.equals(other.boot)
        && container.equals(other.container);
  }
}
