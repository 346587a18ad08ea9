// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The server of a module and its desired state according to the settings.
 *
 * @param adminUrl the server and an account that may change it; empty for the local server, through
 *     its socket
 * @param dataDirectory the data directory of the server
 * @param desired the desired state of the server
 */
public record ModuleInitialization(
    String module,
    String role,
    Optional<DatabaseUrl> adminUrl,
    Path dataDirectory,
    DesiredState desired) {}
