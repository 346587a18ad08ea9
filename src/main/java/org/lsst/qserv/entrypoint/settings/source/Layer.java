// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the settings of one source from assignments. A later assignment overrides an earlier one,
 * except that objects are merged.
 */
final class Layer {
  private static final Set<String> JSON_STARTS = Set.of("{", "[", "\"");

  private Config config = ConfigFactory.empty();

  /** Sets a value, which is parsed as JSON if it looks like JSON. */
  void put(String name, String text, String origin) {
    put(name, value(name, text, origin));
  }

  void put(String name, ConfigValue value) {
    String path = ConfigUtil.joinPath(SettingNames.path(name));
    config = value.atPath(path).withFallback(config);
  }

  Config config() {
    return config;
  }

  /**
   * Interprets a text as JSON if it starts like an object, array or string, else literally. Among
   * the service's options, the literals true, false and null keep their JSON meaning.
   */
  private static ConfigValue value(String name, String text, String origin) {
    if (!text.isEmpty() && JSON_STARTS.contains(text.substring(0, 1))) {
      return JsonValues.read(text, origin);
    }
    return ConfigValueFactory.fromAnyRef(isServiceOption(name) ? literal(text) : text)
        .withOrigin(ConfigOriginFactory.newSimple(origin));
  }

  private static boolean isServiceOption(String name) {
    return name.startsWith("args.") || (name.startsWith("components.") && name.contains(".args."));
  }

  private static @Nullable Object literal(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> text;
    };
  }

  /**
   * Returns a document as a layer; an empty document has no settings.
   *
   * @throws IllegalArgumentException if it is not an object
   */
  static Config document(ConfigValue value) {
    if (value.valueType() == ConfigValueType.NULL) {
      return ConfigFactory.empty();
    }
    if (value.valueType() != ConfigValueType.OBJECT) {
      throw new InvalidContent("is not an object", "use names with values");
    }
    return ((ConfigObject) value).toConfig();
  }
}
