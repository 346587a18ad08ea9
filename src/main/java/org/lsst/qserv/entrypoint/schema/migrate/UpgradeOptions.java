// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The options of an upgrade.
 *
 * @param to the target version; empty for the newest version of the scripts
 * @param resume how to continue after an interrupted statement whose outcome is not known
 * @param mayUpgrade whether an existing schema may be changed, which requires mode maintenance
 * @param online whether scripts that are marked as online-safe may run while services run
 * @param force the refusals that are only warnings
 * @param lockTimeout the limit for waiting for another upgrade
 */
public record UpgradeOptions(
    Optional<Version> to,
    ResumeChoice resume,
    boolean mayUpgrade,
    boolean online,
    Force force,
    Duration lockTimeout) {
  /**
   * The refusals that are turned into warnings.
   *
   * @param checks refusals of the checks before the first statement
   * @param sessions refusals because other sessions are connected
   */
  public record Force(boolean checks, boolean sessions) {
    /** All refusals apply. */
    public static final Force NONE = new Force(false, false);
  }

  /** Returns the options of an upgrade that only initializes a schema. */
  public static UpgradeOptions initialize(Duration lockTimeout) {
    return new UpgradeOptions(
        Optional.empty(), ResumeChoice.UNDECIDED, false, false, Force.NONE, lockTimeout);
  }

  /** Returns the same options that also allow scripts which are marked as online-safe. */
  public UpgradeOptions ifOnlineSafe() {
    return new UpgradeOptions(to, resume, mayUpgrade, true, force, lockTimeout);
  }
}
