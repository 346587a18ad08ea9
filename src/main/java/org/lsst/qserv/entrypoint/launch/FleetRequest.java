// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.fleet.FleetDefaults;
import org.lsst.qserv.entrypoint.fleet.FleetLimits;

/**
 * A request to upgrade many databases.
 *
 * @param fleet a file or a pattern; empty for the databases in the report {@code retry}
 * @param retry the report of an earlier run; limits the upgrade to the databases without a
 *     successful result
 * @param report the file for results; empty for the report {@code retry}, or else a new file
 * @param defaults the password for URLs without one, and TLS
 */
public record FleetRequest(
    Optional<String> fleet,
    Optional<Path> retry,
    Optional<Path> report,
    FleetLimits limits,
    FleetDefaults defaults) {}
