// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A module's schema, as the settings say it.
 *
 * @param adminUrl the server and an account that may change the schema; empty for the server beside
 *     us, on its socket
 * @param dataDirectory that server's
 * @param scripts the folder of the module's scripts
 * @param variables for scripts that are templates
 * @param bystanders accounts whose sessions may be there during an upgrade
 * @param idleBystanders accounts whose sessions may be there while they are idle
 * @param backup the command that must succeed before an upgrade; empty for none
 * @param lockTimeout how long to wait for somebody else's work on it
 */
public record ModuleSchema(
    String module,
    String role,
    String database,
    Optional<DatabaseUrl> adminUrl,
    Path dataDirectory,
    Path scripts,
    Map<String, RedactedText> variables,
    Set<String> bystanders,
    Set<String> idleBystanders,
    List<String> backup,
    Duration lockTimeout) {

  /** The same as somebody sees it who may not change it. */
  ModuleSchema withoutAdministrator() {
    return new ModuleSchema(
        module,
        role,
        database,
        Optional.empty(),
        dataDirectory,
        scripts,
        variables,
        bystanders,
        idleBystanders,
        backup,
        lockTimeout);
  }

  /** The same on a server and as an account that are named apart. */
  public ModuleSchema at(DatabaseUrl url) {
    return new ModuleSchema(
        module,
        role,
        database,
        Optional.of(url),
        dataDirectory,
        scripts,
        variables,
        bystanders,
        idleBystanders,
        backup,
        lockTimeout);
  }
}
