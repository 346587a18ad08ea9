// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds values by a setting's name. The library's own look-up parses its path each time, which
 * shows in the time of a launch.
 */
public final class ConfigTree {
  private ConfigTree() {}

  /** The value of a name, a null that somebody wrote included. */
  public static Optional<ConfigValue> find(Config config, String name) {
    @Nullable ConfigValue value = config.root();
    for (String part : SettingNames.path(name)) {
      value = value instanceof ConfigObject object ? object.get(part) : null;
    }
    return Optional.ofNullable(value);
  }

  /**
   * Returns the same with each number as the text that was written, so that 1.10 does not become
   * 1.1.
   *
   * @param typed a name at the top below which a number stays one unless it would lose digits
   */
  static Config withNumbersAsWritten(Config config, String typed) {
    Map<String, ConfigValue> members = new LinkedHashMap<>();
    config.root().forEach((name, value) -> members.put(name, asWritten(value, name.equals(typed))));
    return ConfigValueFactory.fromMap(members).toConfig();
  }

  private static ConfigValue asWritten(ConfigValue value, boolean onlyLossy) {
    if (value instanceof ConfigObject object) {
      Map<String, ConfigValue> members = new LinkedHashMap<>();
      object.forEach((name, member) -> members.put(name, asWritten(member, onlyLossy)));
      return ConfigValueFactory.fromMap(members).withOrigin(value.origin());
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(
              list.stream().map(element -> asWritten(element, onlyLossy)).toList())
          .withOrigin(value.origin());
    }
    if (value.valueType() != ConfigValueType.NUMBER) {
      return value;
    }
    String written = value.atKey("n").getString("n");
    return onlyLossy && written.equals(String.valueOf(value.unwrapped()))
        ? value
        : ConfigValueFactory.fromAnyRef(written).withOrigin(value.origin());
  }

  /** The value of a name unless it is null. */
  public static Optional<ConfigValue> findNonNull(Config config, String name) {
    return find(config, name).filter(value -> value.valueType() != ConfigValueType.NULL);
  }
}
