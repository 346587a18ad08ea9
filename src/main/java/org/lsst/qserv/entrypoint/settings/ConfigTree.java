package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds values by a setting's name. The library's own look-up parses its path each time, which
 * shows in the time of a launch.
 */
final class ConfigTree {
  private ConfigTree() {}

  /** The value of a name, a null that somebody wrote included. */
  static Optional<ConfigValue> find(Config config, String name) {
    @Nullable ConfigValue value = config.root();
    for (String part : SettingNames.path(name)) {
      value = value instanceof ConfigObject object ? object.get(part) : null;
    }
    return Optional.ofNullable(value);
  }

  /** The value of a name unless it is null. */
  static Optional<ConfigValue> findNonNull(Config config, String name) {
    return find(config, name).filter(value -> value.valueType() != ConfigValueType.NULL);
  }
}
