// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;

/**
 * What is known of one component; never holds a secret.
 *
 * @param mode the mode in which it was started
 * @param modeFile the mode file that said so; empty if it was the setting
 * @param reason why it is not running, or what it is doing
 * @param check how to tell that it serves
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

  /** How far a component is. */
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
