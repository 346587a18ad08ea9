// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.schema.script.Version;

/** Makes a backup before the first statement of a run, while the upgrade lock is held. */
public interface PreUpgradeHook {
  /** Does nothing. */
  PreUpgradeHook NONE = (_, _, _, _) -> false;

  /**
   * Makes a backup. A failure ends the upgrade before anything has changed.
   *
   * @param isResume whether statements of the run may have been executed already
   * @return whether a backup was made: then none is made when the run resumes
   */
  boolean run(SchemaTarget target, Version from, Version to, boolean isResume)
      throws InterruptedException;
}
