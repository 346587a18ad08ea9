// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * A schema with its own version.
 *
 * @param role the role whose database contains it
 * @param database the database that contains its version table
 * @param scripts the directory of its scripts in {@code schema.scripts}
 * @param variables the variables of its scripts besides {@code schema.variables}; strings may refer
 *     to settings
 * @param initialState what it requires of its server besides the schema
 * @param oldestUpgradable the first version that the scripts can upgrade; empty if they can upgrade
 *     every version
 */
public record SchemaModule(
    String name,
    String role,
    String database,
    String scripts,
    Map<String, String> variables,
    InitialState initialState,
    Optional<OldestUpgradable> oldestUpgradable) {
  public SchemaModule {
    variables = Map.copyOf(variables);
  }

  /**
   * The first version that the scripts can upgrade.
   *
   * @param reason why they cannot upgrade older versions
   * @param fix how to upgrade those
   */
  public record OldestUpgradable(int version, String reason, String fix) {}
}
