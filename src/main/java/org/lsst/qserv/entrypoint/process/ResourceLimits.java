// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.Map;

/**
 * Resource limits of a service.
 *
 * @param values soft limit by resource; memory in bytes, files as a number
 */
public record ResourceLimits(Map<Resource, Long> values) {

  /** A resource of {@code setrlimit(2)}, with the kernel's number for it. */
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
