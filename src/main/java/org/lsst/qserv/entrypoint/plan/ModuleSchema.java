// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The schema of a module and how to access it according to the settings.
 *
 * @param adminUrl the server and an account that may change the schema; empty for the local server,
 *     through its socket
 * @param dataDirectory the data directory of the server
 * @param scripts the directory of the module's scripts
 * @param oldestUpgradable the first version that the scripts can upgrade
 * @param variables the variables for scripts that are templates
 * @param bystanders the accounts whose sessions are allowed during an upgrade
 * @param idleBystanders the accounts whose idle sessions are allowed during an upgrade
 * @param backup the command that must succeed before an upgrade; empty for none
 * @param lockTimeout how long to wait for another session that is upgrading the schema
 */
public record ModuleSchema(
    String module,
    String role,
    String database,
    Optional<DatabaseUrl> adminUrl,
    Path dataDirectory,
    Path scripts,
    Optional<OldestUpgradable> oldestUpgradable,
    Map<String, RedactedText> variables,
    Set<String> bystanders,
    Set<String> idleBystanders,
    List<String> backup,
    Duration lockTimeout) {

  /** Returns this schema without an account that may change it. */
  ModuleSchema withoutAdministrator() {
    return new ModuleSchema(
        module,
        role,
        database,
        Optional.empty(),
        dataDirectory,
        scripts,
        oldestUpgradable,
        variables,
        bystanders,
        idleBystanders,
        backup,
        lockTimeout);
  }

  /** Returns this schema on another server and with another account. */
  public ModuleSchema at(DatabaseUrl url) {
    return new ModuleSchema(
        module,
        role,
        database,
        Optional.of(url),
        dataDirectory,
        scripts,
        oldestUpgradable,
        variables,
        bystanders,
        idleBystanders,
        backup,
        lockTimeout);
  }
}
