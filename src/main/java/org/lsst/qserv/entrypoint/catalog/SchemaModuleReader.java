// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Reads and validates the description of one module, which a site may have changed. */
final class SchemaModuleReader {
  private static final String VARIABLES = "variables";
  private static final String OLDEST = "oldest-upgradable";
  private static final Set<String> FIELDS =
      Set.of(
          "role",
          "database",
          "scripts",
          VARIABLES,
          OLDEST,
          InitialStateReader.DATABASES,
          InitialStateReader.ACCOUNTS,
          InitialStateReader.OPERATORS,
          InitialStateReader.PLUGINS);

  private final String name;
  private final Config description;
  private final Config accounts;

  /**
   * Creates a reader.
   *
   * @param accounts the accounts of every module
   */
  SchemaModuleReader(String name, Config description, Config accounts) {
    this.name = name;
    this.description = description;
    this.accounts = accounts;
  }

  SchemaModule read() {
    Set<String> unknown = new TreeSet<>(description.root().keySet());
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw invalid("unknown field " + String.join(", ", unknown));
    }
    try {
      return new SchemaModule(
          name,
          description.getString("role"),
          description.getString("database"),
          description.getString("scripts"),
          variables(),
          new InitialStateReader(description, accounts, this::invalid).read(),
          oldestUpgradable());
    } catch (ConfigException e) {
      throw invalid(String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    if (description.hasPath(VARIABLES)) {
      Config given = description.getConfig(VARIABLES);
      given
          .root()
          .keySet()
          .forEach(key -> variables.put(key, given.getString(ConfigUtil.joinPath(key))));
    }
    return variables;
  }

  private Optional<OldestUpgradable> oldestUpgradable() {
    if (!description.hasPath(OLDEST)) {
      return Optional.empty();
    }
    Config oldest = description.getConfig(OLDEST);
    return Optional.of(
        new OldestUpgradable(
            oldest.getInt("version"), oldest.getString("reason"), oldest.getString("fix")));
  }

  private Failure invalid(String reason) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the catalog's description of module " + name + ": " + reason,
        "correct the field; docs/catalog-modules.md lists the fields");
  }
}
