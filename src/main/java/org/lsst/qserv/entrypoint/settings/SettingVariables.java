// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;

/**
 * Resolves the variable names in templates and in strings of the catalog: settings, parts of
 * database URLs, secrets, choices, and the variables of a legacy command line.
 */
final class SettingVariables {
  /** The name of this host, a variable without a setting. */
  private static final String HOST_NAME = "host.name";

  /** The number at the end of the host name, a variable without a setting. */
  private static final String HOST_ORDINAL = "host.ordinal";

  /**
   * Prefix of a setting's name: its secret, or a reference to the file from which the program reads
   * it.
   */
  private static final String SECRET = "secret.";

  private static final String EXISTING = "existing";

  private final Settings settings;
  private final Host host;
  private final Defaults defaults;
  private final ReleaseLine releaseLine;
  private final Declarations declarations;
  private final TranslatedSettings translated;
  private final SecretFiles secretFiles;

  SettingVariables(
      Settings settings,
      Host host,
      Defaults defaults,
      ReleaseLine releaseLine,
      TranslatedSettings translated,
      SecretFiles secretFiles) {
    this.settings = settings;
    this.host = host;
    this.defaults = defaults;
    this.releaseLine = releaseLine;
    this.declarations = defaults.declarations();
    this.translated = translated;
    this.secretFiles = secretFiles;
  }

  /** Returns all names, including those without a value. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    declarations.names().forEach(name -> names.add(SettingNames.toTemplateVariable(name)));
    for (String choice : defaults.choices().root().keySet()) {
      names.add(SettingNames.toTemplateVariable(choice));
    }
    declarations.names().stream()
        .filter(declarations::isSecret)
        .forEach(name -> names.add(SECRET + SettingNames.toTemplateVariable(name)));
    names.add(HOST_NAME);
    names.add(HOST_ORDINAL);
    names.addAll(translated.variables().keySet());
    names.addAll(translated.aliases().keySet());
    names.addAll(translated.environment().keySet());
    return names;
  }

  /** Returns the value of a name; empty if it is unset or unknown. */
  Optional<Object> value(String name) {
    Object value = translated.variables().get(name);
    if (value != null) {
      return Optional.of(value);
    }
    String alias = translated.aliases().get(name);
    return alias == null
        ? ownVariable(name).or(() -> Optional.ofNullable(translated.environment().get(name)))
        : value(alias);
  }

  private Optional<Object> ownVariable(String name) {
    if (name.equals(HOST_NAME)) {
      return Optional.of(host.name());
    }
    if (name.equals(HOST_ORDINAL)) {
      return Optional.of(host.ordinal());
    }
    String setting = SettingNames.ofTemplateVariable(name);
    if (declarations.type(setting).isPresent()) {
      return settings.find(setting);
    }
    if (setting.startsWith(SECRET)) {
      return secret(setting.substring(SECRET.length()));
    }
    Optional<String> url = urlOfPart(setting);
    return url.isPresent()
        ? settings
            .find(url.get())
            .map(value -> part((DatabaseUrl) value, setting.substring(url.get().length() + 1)))
        : choice(setting);
  }

  /**
   * Returns a secret, or a URL's password, for a program that can read {@code file:PATH} itself.
   */
  private Optional<Object> secret(String name) {
    if (!declarations.isSecret(name)) {
      return Optional.empty();
    }
    boolean mayReference = settings.flag("secret-references");
    return settings
        .find(name)
        .map(value -> value instanceof DatabaseUrl url ? part(url, "password") : value)
        .map(value ->
            mayReference && value instanceof Secret secret && !secret.reveal().isEmpty()
                ? secretFiles.reference(name, secret).map(Object.class::cast).orElse(value)
                : value);
  }

  /**
   * Returns the setting of the database URL whose part the name is, as in {@code
   * database.url.host}.
   */
  private Optional<String> urlOfPart(String name) {
    int dot = name.lastIndexOf('.');
    return Optional.of(name.substring(0, Math.max(dot, 0)))
        .filter(parent ->
            declarations
                .type(parent)
                .filter(type -> type.kind() == SettingType.Kind.URL)
                .isPresent());
  }

  private static Object part(DatabaseUrl url, String part) {
    return switch (part) {
      case "host" -> url.host();
      case "port" -> (long) url.port();
      case "user" -> url.user();
      case "password" -> url.password().orElse(new Secret(""));
      case "database" -> url.database();
      case "socket" -> url.socket();
      default -> throw new IllegalArgumentException("a database URL has no part " + part);
    };
  }

  /**
   * Returns a value that another setting selects, {@code choices."name" { by = …, values { … } }},
   * or the first directory that exists, {@code choices."name" { existing = […] }}.
   */
  private Optional<Object> choice(String name) {
    if (!(defaults.choices().root().get(name) instanceof ConfigObject choice)) {
      return Optional.empty();
    }
    if (choice.containsKey(EXISTING)) {
      return choice.toConfig().getStringList(EXISTING).stream()
          .filter(directory -> Files.isDirectory(host.system(directory.substring(1))))
          .map(Object.class::cast)
          .findFirst();
    }
    return settings
        .find(choice.toConfig().getString("by"))
        .map(selected -> choice.toConfig().getObject("values").get(String.valueOf(selected)))
        .map(value -> resolve(name, value));
  }

  private Object resolve(String choice, ConfigValue value) {
    if (value.unwrapped() instanceof List<?> list) {
      return list.stream()
          .map(element -> settings.resolve(String.valueOf(element), choice))
          .toList();
    }
    return settings.resolve(String.valueOf(value.unwrapped()), choice);
  }

  /** Returns the problem that a variable has no value. */
  Problem missing(String variable, String user) {
    String alias = translated.aliases().get(variable);
    if (alias != null) {
      return missing(alias, user);
    }
    String variableName = SettingNames.ofTemplateVariable(variable);
    String name =
        variableName.startsWith(SECRET) ? variableName.substring(SECRET.length()) : variableName;
    String setting = urlOfPart(name).orElse(name);
    if (releaseLine.differsIn(setting)) {
      return releaseLine.undeterminedSetting(setting);
    }
    if (declarations.type(setting).isPresent()) {
      return Problem.missing(
          setting,
          user,
          "set it: " + translated.options().getOrDefault(setting, "-e " + setting) + "=…");
    }
    return new Problem(
        ExitCode.BAD_DATA,
        user + ": unknown variable '" + variable + "'",
        Suggestion.nearest(setting, declarations.names())
            .map(near -> "did you mean " + SettingNames.toTemplateVariable(near) + "?")
            .orElse("use the name of a setting with _ instead of -"));
  }
}
