// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;

/**
 * The state of one component. It never contains a secret.
 *
 * @param mode the mode in which it was started
 * @param modeFile the mode file that set it; empty if the setting {@code mode} did
 * @param reason why it is not running, or what it is waiting for
 * @param check the readiness check
 */
public record StateRecord(
    String role,
    String component,
    Phase phase,
    Mode mode,
    String modeFile,
    String reason,
    Instant since,
    Incarnation incarnation,
    Optional<Check> check) {

  /** The phase of a component's life cycle. */
  public enum Phase {
    STARTING,
    RUNNING,
    PARKED,
    STOPPED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
