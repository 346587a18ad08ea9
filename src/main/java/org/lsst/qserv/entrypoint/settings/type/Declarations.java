// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;

/**
 * The settings that exist: every leaf of the defaults, null ones included. A setting's type is that
 * of its default unless the block {@code types} names another.
 */
public final class Declarations {
  public static final String FILE = "-file";

  private final Map<String, SettingType> types = new TreeMap<>();

  /** Declares all leaves of some defaults. */
  public void declare(Config defaults, Config typeNames) {
    for (Map.Entry<String, ConfigValue> entry : typeNames.root().entrySet()) {
      types.put(entry.getKey(), type(entry.getValue()));
    }
    declare(defaults.root(), "");
  }

  private void declare(ConfigObject defaults, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
      String name = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      if (types.containsKey(name)) {
        continue;
      }
      if (value.valueType() == ConfigValueType.OBJECT) {
        declare((ConfigObject) value, name + ".");
      } else {
        types.put(name, SettingType.of(kind(value.valueType())));
      }
    }
  }

  private static Kind kind(ConfigValueType type) {
    return switch (type) {
      case NUMBER -> Kind.INTEGER;
      case BOOLEAN -> Kind.BOOLEAN;
      case LIST -> Kind.LIST;
      case STRING, NULL, OBJECT -> Kind.STRING;
    };
  }

  private static SettingType type(ConfigValue value) {
    if (value.valueType() == ConfigValueType.LIST) {
      List<String> words = ((List<?>) value.unwrapped()).stream().map(String::valueOf).toList();
      return new SettingType(Kind.CHOICE, words);
    }
    String name = String.valueOf(value.unwrapped());
    try {
      return SettingType.of(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the catalog's types (" + ValueOrigin.of(value) + "): there is no type " + name,
          "docs/catalog.md lists the types");
    }
  }

  /** The type of a setting, a member of a map included. */
  public Optional<SettingType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The type of a member of a map, which may be anything. */
  public Optional<SettingType> memberType(String name) {
    return isInMap(name) ? Optional.of(SettingType.of(Kind.ANY)) : Optional.empty();
  }

  /** The setting that {@code name} is the {@code -file} twin of. */
  public Optional<String> ofFileTwin(String name) {
    if (!name.endsWith(FILE)) {
      return Optional.empty();
    }
    String base = name.substring(0, name.length() - FILE.length());
    return type(base).filter(SettingType::isSecret).map(type -> base);
  }

  /** Whether the name is one that a person may set: a setting, a twin, or a member of a map. */
  public boolean knows(String name) {
    return types.containsKey(name) || ofFileTwin(name).isPresent() || isInMap(name);
  }

  /** Whether the setting, or the one that it is the twin of, may hold a secret. */
  public boolean isSecret(String name) {
    return type(name).filter(SettingType::isSecret).isPresent() || ofFileTwin(name).isPresent();
  }

  private boolean isInMap(String name) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      SettingType type = types.get(name.substring(0, dot));
      if (type != null && type.kind() == Kind.MAP) {
        return true;
      }
    }
    return false;
  }

  /** Whether settings lie below the name. */
  public boolean isPrefix(String name) {
    return types.keySet().stream().anyMatch(known -> known.startsWith(name + "."));
  }

  /** The names of all settings, sorted. */
  public Set<String> names() {
    return types.keySet();
  }
}
