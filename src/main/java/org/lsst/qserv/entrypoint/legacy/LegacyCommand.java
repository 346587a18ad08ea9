// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * A legacy command.
 *
 * @param options the options by name
 * @param variables additional names of variables, with the names to which they refer
 * @param arguments options of the service that correspond to a setting
 * @param settings legacy defaults that differ from the current ones
 * @param description changes to the component's description
 */
record LegacyCommand(
    String name,
    String role,
    String component,
    Map<String, LegacyOption> options,
    Map<String, String> variables,
    Map<String, String> arguments,
    Config settings,
    Config description) {

  private static final String COMMANDS = "commands";
  private static final String OPTIONS = "options";
  private static final String GROUPS = "groups";

  /** Returns whether this image does not support a command. */
  static boolean isUnavailable(String name, Config legacy) {
    return legacy.hasPath(ConfigUtil.joinPath(COMMANDS, name, "unavailable"));
  }

  /**
   * Reads the description of a command.
   *
   * @throws Failure if this image does not support the command
   */
  static LegacyCommand of(String name, Config legacy) {
    Config command = legacy.getConfig(ConfigUtil.joinPath(COMMANDS, name));
    if (command.hasPath("unavailable")) {
      throw new Failure(ExitCode.USAGE, command.getString("unavailable"), command.getString("fix"));
    }
    return new LegacyCommand(
        name,
        command.getString("role"),
        command.getString("component"),
        options(command, legacy.getConfig(GROUPS)),
        texts(command, "variables"),
        texts(command, "arguments"),
        part(command, "settings"),
        part(command, "description"));
  }

  /** Returns the path of the description of modules of a command that upgrades schemas. */
  static String upgrades(String name) {
    return ConfigUtil.joinPath(COMMANDS, name, "upgrades");
  }

  /** Reads the description of a command that upgrades schemas and starts no service. */
  static LegacyCommand ofUpgrade(String name, Config legacy) {
    Config command =
        ConfigFactory.parseMap(Map.of(GROUPS, List.of("values")))
            .withValue(OPTIONS, legacy.getValue(upgrades(name)));
    return new LegacyCommand(
        name,
        "",
        "",
        options(command, legacy.getConfig(GROUPS)),
        Map.of(),
        Map.of(),
        ConfigFactory.empty(),
        ConfigFactory.empty());
  }

  /**
   * Merges the options of groups and command; later groups and the command itself override earlier
   * ones.
   */
  private static Map<String, LegacyOption> options(Config command, Config groups) {
    Config all = ConfigFactory.empty();
    for (String group : command.getStringList(GROUPS)) {
      all = groups.getConfig(group).withFallback(all);
    }
    all = part(command, OPTIONS).withFallback(all);
    Map<String, LegacyOption> options = new TreeMap<>();
    for (String name : all.root().keySet()) {
      options.put(name, LegacyOption.of(name, all.getConfig(ConfigUtil.joinPath(name))));
    }
    return options;
  }

  private static Map<String, String> texts(Config config, String field) {
    Map<String, String> texts = new TreeMap<>();
    if (config.hasPath(field)) {
      config.getObject(field).forEach((key, value) -> texts.put(key, text(value.unwrapped())));
    }
    return texts;
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }

  private static Config part(Config config, String field) {
    return config.hasPath(field) ? config.getConfig(field) : ConfigFactory.empty();
  }

  /**
   * Returns the option of a name, in which an options file may have {@code _} instead of {@code -}.
   */
  Optional<LegacyOption> find(String option) {
    LegacyOption exact = options.get(option);
    return exact != null
        ? Optional.of(exact)
        : options.values().stream()
            .filter(one -> one.variable().equals(option.replace('-', '_')))
            .findFirst();
  }

  /** Returns the program of the service. */
  String program() {
    return description.getStringList("command").getFirst();
  }
}
