// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.Map;

/**
 * Resource limits of a service.
 *
 * @param values the soft limit of each resource: memory in bytes, or the number of files
 */
public record ResourceLimits(Map<Resource, Long> values) {

  /** A resource of {@code setrlimit(2)}, with its number in the kernel. */
  public enum Resource {
    NOFILE(7),
    MEMLOCK(8);

    private final int number;

    Resource(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
