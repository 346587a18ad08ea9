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
 * Finds values by the name of a setting. The library's own look-up parses the path each time, which
 * noticeably slows a launch.
 */
public final class ConfigTree {
  private ConfigTree() {}

  /** Returns the value of a name, including an explicit null. */
  public static Optional<ConfigValue> find(Config config, String name) {
    @Nullable ConfigValue value = config.root();
    for (String part : SettingNames.path(name)) {
      value = value instanceof ConfigObject object ? object.get(part) : null;
    }
    return Optional.ofNullable(value);
  }

  /**
   * Returns the configuration with each number replaced by its text, so that 1.10 does not become
   * 1.1.
   *
   * @param typed a top-level key below which a number is kept unless it would lose digits
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

  /** Returns the value of a name; empty if it is missing or null. */
  public static Optional<ConfigValue> findNonNull(Config config, String name) {
    return find(config, name).filter(value -> value.valueType() != ConfigValueType.NULL);
  }
}
