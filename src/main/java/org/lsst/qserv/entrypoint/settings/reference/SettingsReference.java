// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.reference;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;

/** The reference of all settings of a release line, taken from reference.conf and the catalog. */
public final class SettingsReference {
  private static final String SETTINGS = "settings";
  private static final String ROLES = "roles";

  /** More than the number of lines in the common file. */
  private static final int AFTER_COMMON = 1_000_000;

  private final Map<String, ConfigValue> types = new TreeMap<>();
  private final Config reference;
  private final Config catalog;

  /** What all release lines have in common: it determines the order and the descriptions. */
  private final Config common;

  private final String line;

  /**
   * A setting.
   *
   * @param group the group in which it is listed; empty if it has none
   * @param type the name of the type
   * @param allowedValues the allowed values of an enumeration, else empty
   * @param defaultValue the default as written in the file; empty if the setting is unset
   * @param isSecret whether it may hold a secret, and therefore has a {@code -file} variant
   */
  public record Entry(
      String name,
      String group,
      String variable,
      String type,
      List<String> allowedValues,
      Optional<String> defaultValue,
      String description,
      boolean isSecret) {

    private Entry withDefault(String value) {
      return new Entry(
          name, group, variable, type, allowedValues, Optional.of(value), description, isSecret);
    }
  }

  /** A default that applies to one role only. */
  public record RoleDefault(String role, String name, String value) {}

  /**
   * A role.
   *
   * @param description what it does, as the rest of a sentence about it
   * @param components the name of each component, with its description, in the order of the file
   * @param mainSettings the names of the settings that most installations set
   */
  public record Role(
      String name, String description, Map<String, String> components, List<String> mainSettings) {}

  /** Creates the reference of a release line in the jar. */
  public SettingsReference(BundledFiles files, String line) {
    this.line = line;
    this.common = files.text(BundledFiles.commonCatalog());
    this.reference = files.text(BundledFiles.REFERENCE);
    this.catalog = files.text(BundledFiles.catalog(line));
    types.putAll(reference.getObject("types"));
    types.putAll(catalog.getObject("types"));
  }

  /** Returns the name of the release line. */
  public String line() {
    return line;
  }

  /** Returns the settings of the launcher in the order of the file. */
  public List<Entry> launcherSettings() {
    ConfigObject settings = reference.withoutPath("types").root();
    return entries(settings, settings);
  }

  /**
   * Returns the settings of the services in the order of the files; those of all release lines come
   * first.
   */
  public List<Entry> serviceSettings() {
    return entries(catalog.getObject(SETTINGS), common.getObject(SETTINGS));
  }

  /** Returns the comment above a group; empty if there is none. */
  public String groupDescription(String group) {
    return List.of(reference.root(), common.getObject(SETTINGS), catalog.getObject(SETTINGS))
        .stream()
        .filter(settings -> settings.containsKey(group))
        .map(settings -> comment(settings.get(group)))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the defaults that differ between roles. */
  public List<RoleDefault> roleDefaults() {
    List<RoleDefault> defaults = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> role :
        inOrder(catalog.getObject(ROLES), common.getObject(ROLES))) {
      Config description = ((ConfigObject) role.getValue()).toConfig();
      if (description.hasPath(SETTINGS)) {
        leaves(description.getConfig(SETTINGS))
            .forEach(
                (name, value) -> defaults.add(new RoleDefault(role.getKey(), name, text(value))));
      }
    }
    return defaults;
  }

  /** Returns the description of a role; empty if the release line has no such role. */
  public Optional<Role> role(String name) {
    ConfigValue role = catalog.getObject(ROLES).get(name);
    if (!(role instanceof ConfigObject description)) {
      return Optional.empty();
    }
    Map<String, String> components = new LinkedHashMap<>();
    String path = ConfigUtil.joinPath(ROLES, name, "components");
    inOrder(catalog.getObject(path), part(common, path))
        .forEach(component ->
            components.put(
                component.getKey(),
                ((ConfigObject) component.getValue()).toConfig().getString("description")));
    Config values = description.toConfig();
    return Optional.of(
        new Role(
            name,
            values.getString("description"),
            components,
            values.getStringList("main-settings")));
  }

  /**
   * Returns the main settings of a role, with the defaults that they have in it.
   *
   * @throws IllegalArgumentException if there is no such setting
   */
  public List<Entry> mainSettings(Role role) {
    Map<String, Entry> settings = new HashMap<>();
    launcherSettings().forEach(setting -> settings.put(setting.name(), setting));
    serviceSettings().forEach(setting -> settings.put(setting.name(), setting));
    roleDefaults().stream()
        .filter(one -> one.role().equals(role.name()))
        .forEach(one ->
            settings.computeIfPresent(
                one.name(), (_, setting) -> setting.withDefault(one.value())));
    return role.mainSettings().stream().map(name -> known(settings, name)).toList();
  }

  private static Entry known(Map<String, Entry> settings, String name) {
    Entry setting = settings.get(name);
    if (setting == null) {
      throw new IllegalArgumentException("there is no setting " + name);
    }
    return setting;
  }

  private static Map<String, ConfigValue> leaves(Config settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private static ConfigObject part(Config config, String path) {
    return config.hasPath(path) ? config.getObject(path) : ConfigFactory.empty().root();
  }

  /** Returns settings without a group first, then those of each group. */
  private List<Entry> entries(ConfigObject settings, ConfigObject first) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : inOrder(settings, first)) {
      if (!isGroup(entry.getKey(), entry.getValue())) {
        entries.add(entry(entry.getKey(), "", entry.getValue(), first.get(entry.getKey())));
      }
    }
    for (Map.Entry<String, ConfigValue> entry : inOrder(settings, first)) {
      if (isGroup(entry.getKey(), entry.getValue())) {
        addBelow(
            entries,
            entry.getKey(),
            entry.getKey(),
            (ConfigObject) entry.getValue(),
            member(first, entry.getKey()));
      }
    }
    return entries;
  }

  private void addBelow(
      List<Entry> entries, String group, String prefix, ConfigObject settings, ConfigObject first) {
    for (Map.Entry<String, ConfigValue> entry : inOrder(settings, first)) {
      String name = prefix + "." + entry.getKey();
      if (isGroup(name, entry.getValue())) {
        addBelow(
            entries, group, name, (ConfigObject) entry.getValue(), member(first, entry.getKey()));
      } else {
        entries.add(entry(name, group, entry.getValue(), first.get(entry.getKey())));
      }
    }
  }

  private static ConfigObject member(ConfigObject object, String name) {
    return object.get(name) instanceof ConfigObject member ? member : ConfigFactory.empty().root();
  }

  private boolean isGroup(String name, ConfigValue value) {
    return value.valueType() == ConfigValueType.OBJECT && !types.containsKey(name);
  }

  /** Returns the entries in the order of the file, those that are also in another file first. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(
      ConfigObject settings, ConfigObject first) {
    return settings.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> position(entry, first)))
        .toList();
  }

  private static int position(Map.Entry<String, ConfigValue> entry, ConfigObject first) {
    ConfigValue value = first.get(entry.getKey());
    return value == null
        ? entry.getValue().origin().lineNumber() + AFTER_COMMON
        : value.origin().lineNumber();
  }

  /**
   * Returns the description of a setting.
   *
   * @param described the setting in the file that describes it, unless this is the same file
   */
  private Entry entry(
      String name, String group, ConfigValue value, @Nullable ConfigValue described) {
    ConfigValue type = types.get(name);
    List<String> allowedValues =
        type != null && type.unwrapped() instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    String typeName = typeName(type, allowedValues, value);
    return new Entry(
        name,
        group,
        SettingNames.toVariable(name),
        typeName,
        allowedValues,
        value.valueType() == ConfigValueType.NULL ? Optional.empty() : Optional.of(text(value)),
        comment(Objects.requireNonNullElse(described, value)),
        typeName.equals("secret") || typeName.equals("url"));
  }

  private static String typeName(
      @Nullable ConfigValue type, List<String> allowedValues, ConfigValue value) {
    if (type != null) {
      return allowedValues.isEmpty() ? String.valueOf(type.unwrapped()) : "enum";
    }
    return switch (value.valueType()) {
      case NUMBER -> "integer";
      case BOOLEAN -> "boolean";
      case LIST -> "list";
      case STRING, NULL, OBJECT -> "string";
    };
  }

  private static String text(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? String.valueOf(value.unwrapped())
        : value.render(ConfigRenderOptions.concise());
  }

  private static String comment(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
  }
}
