// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.Map;

/**
 * A schema with a version of its own.
 *
 * @param role the role whose database holds it
 * @param database where its table of versions is
 * @param scripts its folder in {@code schema.scripts}
 * @param variables what its scripts get besides {@code schema.variables}: texts with references to
 *     settings
 * @param initialState what it wants of its server besides
 */
public record SchemaModule(
    String name,
    String role,
    String database,
    String scripts,
    Map<String, String> variables,
    InitialState initialState) {
  public SchemaModule {
    variables = Map.copyOf(variables);
  }
}
