// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.fleet.FleetLimits;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * Which fleet is wanted, and how.
 *
 * @param fleet a file or a pattern; empty for those that a report names
 * @param retry the report of an earlier run, of which only those without a good result are wanted
 * @param report where results go; empty for the report that is retried, or a new one
 * @param password for a URL without one
 */
public record FleetRequest(
    Optional<String> fleet,
    Optional<Path> retry,
    Optional<Path> report,
    FleetLimits limits,
    Optional<Secret> password) {}
