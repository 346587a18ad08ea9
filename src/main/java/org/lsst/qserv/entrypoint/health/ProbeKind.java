// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

/** A question of an orchestrator about a container. */
public enum ProbeKind {
  /** Whether the preparation has finished. */
  STARTUP,
  /** Whether to leave the container running. */
  LIVE,
  /** Whether it accepts requests. */
  READY;

  /**
   * Returns the kind with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ProbeKind of(String name) {
    return switch (name) {
      case "startup" -> STARTUP;
      case "live" -> LIVE;
      case "ready" -> READY;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
