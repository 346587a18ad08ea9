// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.schema.migrate.Bystanders;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Finds the server and the scripts of a module's schema. */
public final class SchemaTargets {
  private SchemaTargets() {}

  /**
   * Returns the schema on its own server.
   *
   * @throws Failure with exit code 78 if there are no scripts, or neither a URL nor a server in
   *     this container
   */
  public static SchemaTarget of(ModuleSchema schema) {
    return of(schema, url(schema));
  }

  /** Returns the schema on a server other than the one in the settings. */
  static SchemaTarget of(ModuleSchema schema, DatabaseUrl url) {
    return new SchemaTarget(
        schema.module(),
        schema.database(),
        url,
        scripts(schema),
        schema.variables().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value())),
        new Bystanders(schema.bystanders(), schema.idleBystanders()));
  }

  static ScriptDirectory scripts(ModuleSchema schema) {
    ScriptDirectory scripts = ScriptDirectory.read(schema.scripts());
    if (schema.oldestUpgradable().isEmpty()) {
      return scripts;
    }
    OldestUpgradable oldest = schema.oldestUpgradable().get();
    return scripts.upgradingFrom(new Version(oldest.version()), oldest.reason(), oldest.fix());
  }

  /** Returns the administrator's URL of the schema's server. */
  public static DatabaseUrl url(ModuleSchema schema) {
    return url(schema.adminUrl(), schema.dataDirectory(), schema.role());
  }

  static DatabaseUrl url(Optional<DatabaseUrl> adminUrl, Path dataDirectory, String role) {
    return adminUrl.orElseGet(() -> local(dataDirectory, role));
  }

  private static DatabaseUrl local(Path dataDirectory, String role) {
    Path socket = LocalAdministrator.socket(dataDirectory);
    if (!Files.exists(socket)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "database.admin-url is not set, and no server is running with data directory "
              + dataDirectory,
          "set database.admin-url, or run the command in the container of the "
              + role
              + "'s database");
    }
    return administrator(dataDirectory, socket);
  }

  /** Returns the URL of the local administrator. */
  static DatabaseUrl administrator(Path dataDirectory, Path socket) {
    try {
      return LocalAdministrator.url(dataDirectory, socket);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              "cannot read the password of the local administrator (" + PathProblem.reason(e) + ")",
              "run the command as the user of the database, or set database.admin-url")
          .causedBy(e);
    }
  }
}
