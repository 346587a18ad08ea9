// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.Declarations;

/**
 * The default values: those of {@code reference.conf}, overridden by those of the catalog and then
 * of the role. Defaults may refer to other settings.
 */
final class Defaults {
  private final Config catalog;
  private Config values;
  private Config choices;
  private final Declarations declarations = new Declarations();

  Defaults(Config reference, Config catalog, @Nullable String role) {
    this.catalog = catalog;
    this.choices = part(catalog, "choices");
    Config referenceValues = reference.withoutPath("types");
    Config catalogValues = part(catalog, "settings");
    Config roleValues =
        role == null
            ? ConfigFactory.empty()
            : part(catalog, ConfigUtil.joinPath("roles", role, "settings"));
    this.values = roleValues.withFallback(catalogValues).withFallback(referenceValues);
    declarations.declare(referenceValues, part(reference, "types"));
    declarations.declare(catalogValues, part(catalog, "types"));
    declarations.declare(roleValues, ConfigFactory.empty());
  }

  private static Config part(Config config, String path) {
    return config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
  }

  /** Returns the names of the settings and choices in which other defaults differ from these. */
  Set<String> differencesTo(Defaults other) {
    Set<String> names = new TreeSet<>(declarations.names());
    names.addAll(other.declarations.names());
    names.removeIf(name ->
        declarations.type(name).equals(other.declarations.type(name))
            && ConfigTree.find(values, name).equals(ConfigTree.find(other.values, name)));
    Set<String> choiceNames = new TreeSet<>(choices.root().keySet());
    choiceNames.addAll(other.choices.root().keySet());
    choiceNames.removeIf(
        name -> Objects.equals(choices.root().get(name), other.choices.root().get(name)));
    names.addAll(choiceNames);
    return names;
  }

  /** Removes settings and choices, which are then unknown. */
  void remove(Set<String> names) {
    declarations.remove(names);
    for (String name : names) {
      values = values.withoutPath(ConfigUtil.joinPath(SettingNames.path(name)));
      choices = choices.root().withoutKey(name).toConfig();
    }
  }

  Config catalog() {
    return catalog;
  }

  Config values() {
    return values;
  }

  /** Returns values that another setting selects; see {@link SettingVariables}. */
  Config choices() {
    return choices;
  }

  Declarations declarations() {
    return declarations;
  }
}
