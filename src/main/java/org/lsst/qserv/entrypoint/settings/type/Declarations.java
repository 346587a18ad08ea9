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
 * The declared settings: every leaf of the defaults, including null. A setting has the type of its
 * default unless the block {@code types} specifies another.
 */
public final class Declarations {
  /** Suffix of the variant of a secret setting that contains the path of a file. */
  public static final String FILE = "-file";

  private final Map<String, SettingType> types = new TreeMap<>();

  /** Declares all leaves of the given defaults. */
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
      List<String> allowedValues =
          ((List<?>) value.unwrapped()).stream().map(String::valueOf).toList();
      return new SettingType(Kind.ENUM, allowedValues);
    }
    String name = String.valueOf(value.unwrapped());
    try {
      return SettingType.of(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog's types (" + ValueOrigin.of(value) + "): unknown type '" + name + "'",
              "docs/catalog.md lists the types")
          .causedBy(e);
    }
  }

  /** Removes settings, which are then unknown. */
  public void remove(Set<String> names) {
    types.keySet().removeAll(names);
  }

  /** Returns the type of a declared setting. */
  public Optional<SettingType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** Returns the type of a member of a map, which may have any value. */
  public Optional<SettingType> memberType(String name) {
    return isInMap(name) ? Optional.of(SettingType.of(Kind.ANY)) : Optional.empty();
  }

  /** Returns the secret setting of which {@code name} is the {@code -file} variant. */
  public Optional<String> settingOfFile(String name) {
    if (!name.endsWith(FILE)) {
      return Optional.empty();
    }
    String base = name.substring(0, name.length() - FILE.length());
    return type(base).filter(SettingType::isSecret).map(type -> base);
  }

  /**
   * Returns whether the user may set the name: a setting, a {@code -file} variant, or a member of a
   * map.
   */
  public boolean contains(String name) {
    return types.containsKey(name) || settingOfFile(name).isPresent() || isInMap(name);
  }

  /**
   * Returns whether the setting, or that of which it is the {@code -file} variant, may hold a
   * secret.
   */
  public boolean isSecret(String name) {
    return type(name).filter(SettingType::isSecret).isPresent() || settingOfFile(name).isPresent();
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

  /** Returns whether the name is the prefix of settings, such as {@code database}. */
  public boolean isPrefix(String name) {
    return types.keySet().stream().anyMatch(known -> known.startsWith(name + "."));
  }

  /** Returns the sorted names of all settings. */
  public Set<String> names() {
    return types.keySet();
  }
}
