// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Map;
import org.lsst.qserv.entrypoint.schema.script.ScriptFolder;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A schema on a server.
 *
 * @param module whose schema it is
 * @param database where its table of versions is
 * @param url the server, and an account with the rights to change the schema
 * @param variables for scripts that are templates
 * @param bystanders whose sessions may be there during an upgrade
 */
public record SchemaTarget(
    String module,
    String database,
    DatabaseUrl url,
    ScriptFolder scripts,
    Map<String, String> variables,
    Bystanders bystanders) {
  public SchemaTarget {
    variables = Map.copyOf(variables);
  }

  /** The same schema on another server. */
  public SchemaTarget at(DatabaseUrl other) {
    return new SchemaTarget(module, database, other, scripts, variables, bystanders);
  }

  @Override
  public String toString() {
    return database + " on " + url.address();
  }
}
