// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Derives the schemas of modules from settings and catalog. */
public final class ModuleSchemaPlanner {
  private static final String SCRIPTS = "schema.scripts";

  private static final String IDLE_SESSIONS = "schema.idle-sessions";

  private ModuleSchemaPlanner() {}

  /**
   * Returns the schema of a module.
   *
   * @param settings the settings of the module's role; missing ones are added to their problems
   */
  public static ModuleSchema plan(Settings settings, Catalog catalog, SchemaModule module) {
    Optional<Path> scripts = scripts(settings, module);
    if (scripts.isEmpty()) {
      settings.problems().add(settings.missing(SCRIPTS, "module " + module.name()));
    }
    return new ModuleSchema(
        module.name(),
        module.role(),
        module.database(),
        settings.find("database.admin-url").map(DatabaseUrl.class::cast),
        dataDirectory(settings, catalog, module.role()),
        scripts.orElse(Path.of(module.scripts())),
        module.oldestUpgradable(),
        variables(settings, module),
        Set.copyOf(texts(settings, "schema.bystanders")),
        idleBystanders(settings, module),
        texts(settings, "schema.backup-command"),
        (Duration) settings.find("schema.lock-timeout").orElseThrow());
  }

  /**
   * Returns the directory of a module's scripts; empty if {@code schema.scripts} is unset and none
   * of the catalog's default directories exists.
   */
  public static Optional<Path> scripts(Settings settings, SchemaModule module) {
    return settings
        .find(SCRIPTS)
        .map(directory -> Path.of(String.valueOf(directory)))
        .map(directory -> directory.resolve(module.scripts()));
  }

  /** Returns the accounts of the module's services if their idle sessions are accepted. */
  private static Set<String> idleBystanders(Settings settings, SchemaModule module) {
    return settings.string(IDLE_SESSIONS).equals("accept")
        ? module.initialState().serviceUsers().stream()
            .flatMap(user -> settings.resolveIfSet(user, "module " + module.name()).stream())
            .map(RedactedText::value)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** Returns the data directory of a role's server. */
  public static Path dataDirectory(Settings settings, Catalog catalog, String role) {
    return catalog
        .database(role)
        .flatMap(component -> component.preparation().dataDirectory())
        .map(Component.DataDirectory::path)
        .map(text -> Path.of(settings.resolve(text, role).value()))
        .orElse(Path.of(settings.string("paths.data")));
  }

  /** Returns the variables of a module's scripts; the user's override those of the catalog. */
  private static Map<String, RedactedText> variables(Settings settings, SchemaModule module) {
    Map<String, RedactedText> variables = new TreeMap<>();
    module
        .variables()
        .forEach((name, text) ->
            settings
                .resolveIfSet(text, "module " + module.name())
                // an empty password in a script would open the account to everyone
                .filter(value -> !value.value().isEmpty() || !SecretNames.isLikely(name))
                .ifPresent(value -> variables.put(name, value)));
    settings
        .map("schema.variables")
        .forEach((name, value) -> {
          String text = String.valueOf(value);
          variables.put(
              name,
              SecretNames.isLikely(name) ? RedactedText.secret(text) : RedactedText.plain(text));
        });
    return variables;
  }

  private static List<String> texts(Settings settings, String name) {
    return settings.find(name).filter(List.class::isInstance).map(List.class::cast).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .map(String::valueOf)
        .collect(Collectors.toUnmodifiableList());
  }
}
