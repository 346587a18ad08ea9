// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * A problem that a check before an upgrade has found.
 *
 * @param severity whether the upgrade may run in spite of it
 */
record PreflightFinding(Severity severity, Problem problem) {
  /** Whether an upgrade may run in spite of a finding. */
  enum Severity {
    /** The upgrade is refused. */
    ERROR,
    /** The upgrade is refused, unless {@code --force} is given. */
    ERROR_UNLESS_FORCED,
    /** The upgrade runs, and reports a warning. */
    WARNING
  }
}
