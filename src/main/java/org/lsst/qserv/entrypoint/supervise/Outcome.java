// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * How a component or a role has ended.
 *
 * @param exitCode the exit code for the launcher
 * @param failure the failure to report; empty if an exit code is all that is known
 */
record Outcome(int exitCode, Optional<Failure> failure) {}
