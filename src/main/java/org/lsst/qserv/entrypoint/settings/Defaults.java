// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.type.Declarations;

/**
 * The default values: those of {@code reference.conf}, overridden by those of the catalog and then
 * of the role. Defaults may refer to other settings.
 */
final class Defaults {
  private final Config catalog;
  private final Config values;
  private final Config choices;
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
