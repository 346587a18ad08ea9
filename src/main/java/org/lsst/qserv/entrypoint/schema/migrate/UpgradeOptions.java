// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * How an upgrade is requested.
 *
 * @param to the target version; empty for the newest that the scripts lead to
 * @param resume what to do with a statement of which only a person can tell what became of it
 * @param mayUpgrade whether an existing schema may be changed: in mode maintenance
 * @param online whether scripts that are marked as online-safe may run while services do
 * @param force which refusals are only warnings
 * @param lockTimeout how long to wait for another upgrade
 */
public record UpgradeOptions(
    Optional<Version> to,
    ResumeChoice resume,
    boolean mayUpgrade,
    boolean online,
    Force force,
    Duration lockTimeout) {
  /**
   * Refusals that a person has overruled.
   *
   * @param checks those of the checks before the first statement
   * @param sessions those because other sessions are connected
   */
  public record Force(boolean checks, boolean sessions) {
    /** Overrules nothing. */
    public static final Force NONE = new Force(false, false);
  }

  /** Returns the options of an upgrade that only initializes a schema. */
  public static UpgradeOptions initialize(Duration lockTimeout) {
    return new UpgradeOptions(
        Optional.empty(), ResumeChoice.ASK, false, false, Force.NONE, lockTimeout);
  }

  /** Returns the same options, which also upgrade with scripts that are marked as online-safe. */
  public UpgradeOptions ifOnlineSafe() {
    return new UpgradeOptions(to, resume, mayUpgrade, true, force, lockTimeout);
  }
}
