// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;

/**
 * Reports which source sets which value of each setting, based on the layers from which the
 * effective settings are merged. A member of a map, such as {@code args.debug}, counts as a
 * separate setting.
 */
public final class SettingOrigins {
  private final List<Config> layers;
  private final Config defaults;
  private final Declarations declarations;
  private final Settings settings;

  /**
   * Creates the origins of merged settings.
   *
   * @param layers the values set by the user, highest precedence first
   */
  SettingOrigins(
      List<Config> layers, Config defaults, Declarations declarations, Settings settings) {
    this.layers = layers;
    this.defaults = defaults;
    this.declarations = declarations;
    this.settings = settings;
  }

  /**
   * Returns the sorted names of all settings, with the members of a map instead of the map itself.
   */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String name : declarations.names()) {
      if (isMap(name)) {
        allLayers().forEach(layer -> addMembers(names, name, ConfigTree.find(layer, name)));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private boolean isMap(String name) {
    return declarations.type(name).filter(type -> type.kind() == Kind.MAP).isPresent();
  }

  private List<Config> allLayers() {
    List<Config> all = new ArrayList<>(layers);
    all.add(defaults);
    return all;
  }

  private static void addMembers(Set<String> names, String name, Optional<ConfigValue> value) {
    if (value.isPresent() && value.get() instanceof ConfigObject object) {
      object.forEach((key, member) -> addMembers(names, name + "." + key, Optional.of(member)));
    } else if (value.isPresent()) {
      names.add(name);
    }
  }

  /** Returns the values that the sources set, highest precedence first, default last. */
  public List<SettingOrigin> of(String name) {
    List<SettingOrigin> origins = new ArrayList<>();
    for (Config layer : layers) {
      find(layer, name, false).ifPresent(origins::add);
    }
    find(defaults, name, true)
        .filter(origin -> !origin.shown().equals("null"))
        .ifPresent(origins::add);
    return origins;
  }

  /** Returns whether the user set the setting. */
  public boolean isGiven(String name) {
    return layers.stream().anyMatch(layer -> find(layer, name, false).isPresent());
  }

  /** Returns the effective value as text with secrets redacted; empty if the setting is unset. */
  public Optional<String> effectiveValue(String name) {
    if (declarations.type(name).isPresent()) {
      return settings.find(name).map(value -> shown(value));
    }
    return of(name).stream()
        .findFirst()
        .map(SettingOrigin::shown)
        .filter(text -> !text.equals("null"));
  }

  private String shown(Object value) {
    return value instanceof List<?> list
        ? list(list)
        : value instanceof DatabaseUrl url ? url.toString() : settings.text(value).shown();
  }

  private Optional<SettingOrigin> find(Config layer, String name, boolean isDefault) {
    Optional<ConfigValue> value = ConfigTree.find(layer, name);
    if (value.isPresent()) {
      return value.map(
          one -> new SettingOrigin(shown(name, one, isDefault), one.origin().description()));
    }
    return ConfigTree.find(layer, name + Declarations.FILE)
        .filter(file -> declarations.isSecret(name))
        .map(file ->
            new SettingOrigin(
                Secret.MASK, file.unwrapped() + " (" + file.origin().description() + ")"));
  }

  private String shown(String name, ConfigValue value, boolean isDefault) {
    if (value.valueType() == ConfigValueType.NULL) {
      return "null";
    }
    if (value.unwrapped() instanceof List<?> elements) {
      return list(elements);
    }
    String text =
        value.unwrapped() instanceof String plain
            ? plain
            : value.render(ConfigRenderOptions.concise());
    Optional<SettingType> type = declarations.type(name);
    boolean isSecret =
        type.isPresent()
            ? type.get().isSecret() && !(isDefault && isReference(text))
            : SecretNames.isLikely(name);
    return isSecret && !text.isEmpty() ? redacted(text) : SecretNames.redactUrls(text);
  }

  /** Renders a list, which may be a command with secrets among its arguments. */
  private static String list(List<?> elements) {
    if (elements.stream().anyMatch(element -> !(element instanceof String))) {
      return SecretNames.redactUrls(
          ConfigValueFactory.fromAnyRef(elements).render(ConfigRenderOptions.concise()));
    }
    List<String> shown =
        SecretNames.redactedArguments(elements.stream().map(String::valueOf).toList(), Set.of())
            .stream()
            .map(RedactedText::shown)
            .toList();
    return ConfigValueFactory.fromIterable(shown).render(ConfigRenderOptions.concise());
  }

  /** Returns whether the text of a default refers to another setting; a user's value is literal. */
  private static boolean isReference(String text) {
    return Substitution.onlyName(text).isPresent();
  }

  private static String redacted(String text) {
    try {
      return DatabaseUrl.parse(text).toString();
    } catch (IllegalArgumentException notAUrl) {
      return Secret.MASK;
    }
  }
}
