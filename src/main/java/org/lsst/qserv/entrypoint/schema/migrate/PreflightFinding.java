// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * What a check before an upgrade has found.
 *
 * @param effect whether the upgrade may run nevertheless
 */
record PreflightFinding(Effect effect, Problem problem) {
  /** Whether an upgrade may run. */
  enum Effect {
    /** It may not. */
    REFUSES,
    /** It may with {@code --force}. */
    REFUSES_UNLESS_FORCED,
    /** It may. */
    WARNS
  }
}
