// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.schema.script.Version;

/** Makes a backup before the first statement of a run, while the upgrade lock is held. */
public interface PreUpgradeHook {
  /** A hook that makes no backup. */
  PreUpgradeHook NONE = (_, _, _, _) -> false;

  /**
   * Makes a backup. An exception ends the upgrade before it changes the schema.
   *
   * @param isResume whether statements of the run may already have been executed
   * @return whether a backup was made; if so, the hook is not called again when the run resumes
   */
  boolean run(SchemaTarget target, Version from, Version to, boolean isResume)
      throws InterruptedException;
}
