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
 * One source of settings under construction: assignments one after the other, the later one wins,
 * objects merge.
 */
final class Layer {
  private static final Set<String> JSON_STARTS = Set.of("{", "[", "\"");

  private Config config = ConfigFactory.empty();

  /** Sets a value that somebody wrote as text. */
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
   * A text that starts as JSON is JSON; else it is the text, but that the bare words of JSON have
   * their meaning among the service's options.
   */
  private static ConfigValue value(String name, String text, String origin) {
    if (!text.isEmpty() && JSON_STARTS.contains(text.substring(0, 1))) {
      return JsonValues.read(text, origin);
    }
    return ConfigValueFactory.fromAnyRef(isServiceOption(name) ? bareWord(text) : text)
        .withOrigin(ConfigOriginFactory.newSimple(origin));
  }

  private static boolean isServiceOption(String name) {
    return name.startsWith("args.") || (name.startsWith("components.") && name.contains(".args."));
  }

  private static @Nullable Object bareWord(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> text;
    };
  }

  /** The document as a layer; an empty one says nothing, anything but an object is none. */
  static Config document(ConfigValue value) {
    if (value.valueType() == ConfigValueType.NULL) {
      return ConfigFactory.empty();
    }
    if (value.valueType() != ConfigValueType.OBJECT) {
      throw new IllegalArgumentException("is not an object");
    }
    return ((ConfigObject) value).toConfig();
  }
}
