// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Map;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A schema, the server that it is on, and its scripts.
 *
 * @param module the module that the schema belongs to
 * @param database the database that contains its version table
 * @param url the server, and an account with the privileges to change the schema
 * @param variables the values of the variables of scripts that are templates
 * @param bystanders the accounts whose sessions may be connected during an upgrade
 */
public record SchemaTarget(
    String module,
    String database,
    DatabaseUrl url,
    ScriptDirectory scripts,
    Map<String, String> variables,
    Bystanders bystanders) {
  public SchemaTarget {
    variables = Map.copyOf(variables);
  }

  /** Returns the same schema on another server. */
  public SchemaTarget at(DatabaseUrl other) {
    return new SchemaTarget(module, database, other, scripts, variables, bystanders);
  }

  @Override
  public String toString() {
    return database + " on " + url.address();
  }
}
