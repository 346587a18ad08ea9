package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import org.jspecify.annotations.Nullable;

/**
 * What holds if nobody says otherwise: {@code reference.conf}, above it the catalogue's settings,
 * above them those of the role. Their texts may refer to other settings.
 */
final class Defaults {
  private final Config catalogue;
  private final Config values;
  private final Config choices;
  private final Declarations declarations = new Declarations();

  Defaults(Config reference, Config catalogue, @Nullable String role) {
    this.catalogue = catalogue;
    this.choices = part(catalogue, "choices");
    Config referenceValues = reference.withoutPath("types");
    Config catalogueValues = part(catalogue, "settings");
    Config roleValues =
        role == null
            ? ConfigFactory.empty()
            : part(catalogue, ConfigUtil.joinPath("roles", role, "settings"));
    this.values = roleValues.withFallback(catalogueValues).withFallback(referenceValues);
    declarations.declare(referenceValues, part(reference, "types"));
    declarations.declare(catalogueValues, part(catalogue, "types"));
    declarations.declare(roleValues, ConfigFactory.empty());
  }

  private static Config part(Config config, String path) {
    return config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
  }

  Config catalogue() {
    return catalogue;
  }

  Config values() {
    return values;
  }

  /** Values that another setting picks; see {@link SettingVariables}. */
  Config choices() {
    return choices;
  }

  Declarations declarations() {
    return declarations;
  }
}
