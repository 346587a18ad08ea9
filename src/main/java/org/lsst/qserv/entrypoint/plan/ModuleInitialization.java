// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * What a module wants of its server, as the settings say it.
 *
 * @param adminUrl the server and an account that may change it; empty for the server beside us, on
 *     its socket
 * @param dataDirectory that server's
 */
public record ModuleInitialization(
    String module,
    String role,
    Optional<DatabaseUrl> adminUrl,
    Path dataDirectory,
    DesiredState desired) {}
