// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.io.ReadProblem;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;
import org.lsst.qserv.entrypoint.settings.type.Tls;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * Determines the typed value of each setting: the user's value, else the content of its file, else
 * the default. An invalid value is recorded as a problem and replaced by the default, so that the
 * remaining problems are found too.
 */
public final class SettingValues {
  /** The origin of a value that the user did not set. */
  static final String DEFAULT = "default";

  private final Config user;
  private final Config defaults;
  private final Declarations declarations;
  private final Problems problems;
  private final Variables variables;
  private final boolean placeholders;
  private final Map<String, Optional<Object>> found = new HashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();

  /** The contents of files, each read only once so that all settings see the same content. */
  private final Map<String, Secret> contents = new HashMap<>();

  /**
   * Creates the values of merged settings.
   *
   * @param variables resolves the references in defaults
   * @param placeholders whether a setting without a value gets a placeholder
   */
  SettingValues(
      Config user,
      Config defaults,
      Declarations declarations,
      Problems problems,
      Variables variables,
      boolean placeholders) {
    this.user = user;
    this.defaults = defaults;
    this.declarations = declarations;
    this.problems = problems;
    this.variables = variables;
    this.placeholders = placeholders;
  }

  boolean isGiven(String name) {
    return ConfigTree.findNonNull(user, name).isPresent();
  }

  /** Returns the origin of a setting's value: "from -e", "from site.conf: 12" or "default". */
  public String origin(String name) {
    String fileSetting = name + Declarations.FILE;
    return ConfigTree.find(user, name)
        .or(() ->
            declarations.isSecret(name) ? ConfigTree.find(user, fileSetting) : Optional.empty())
        .map(ValueOrigin::of)
        .orElse(DEFAULT);
  }

  /** Returns whether the value is from a file, whose permissions can protect it. */
  boolean isFromFile(ConfigValue value) {
    String origin = value.origin().description();
    return origin.indexOf('/') >= 0 || origin.indexOf('.') >= 0;
  }

  /**
   * Returns the value of a setting; empty if it is unset.
   *
   * @throws IllegalArgumentException if there is no such setting
   */
  Optional<Object> find(String name) {
    Optional<Object> known = found.get(name);
    if (known != null) {
      return known;
    }
    SettingType type =
        declarations
            .type(name)
            .or(() -> declarations.memberType(name))
            .orElseThrow(() -> new IllegalArgumentException("there is no setting " + name));
    if (!resolving.add(name)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the defaults of " + String.join(", ", resolving) + " refer to each other",
          "set one of them");
    }
    Optional<Object> value =
        given(name, type)
            .or(() -> placeholders ? Optional.of(type.placeholder()) : Optional.empty())
            .map(object -> completed(name, object));
    resolving.remove(name);
    found.put(name, value);
    return value;
  }

  private Optional<Object> given(String name, SettingType type) {
    if (type.kind() == Kind.MAP) {
      return map(name, type);
    }
    Optional<ConfigValue> value = ConfigTree.find(user, name);
    if (value.isPresent()) {
      return value.get().valueType() == ConfigValueType.NULL
          ? removed(name, type)
          : read(name, type, value.get()).or(() -> byDefault(name, type));
    }
    String fileSetting = name + Declarations.FILE;
    return type.isSecret() && isGiven(fileSetting)
        ? readFile(name, fileSetting, type)
        : byDefault(name, type);
  }

  /**
   * Returns the value of a setting that is null. Null removes the value, except that a path or enum
   * falls back to its default unless a choice in the catalog determines that default, which may be
   * unset.
   */
  private Optional<Object> removed(String name, SettingType type) {
    boolean isRequired = type.kind() == Kind.ENUM || type.kind() == Kind.PATH;
    boolean isOptional =
        ConfigTree.findNonNull(defaults, name)
            .flatMap(value -> Substitution.onlyName(String.valueOf(value.unwrapped())))
            .filter(choice -> declarations.type(SettingNames.ofTemplateVariable(choice)).isEmpty())
            .isPresent();
    return isRequired && !isOptional ? byDefault(name, type) : Optional.empty();
  }

  private Optional<Object> map(String name, SettingType type) {
    Map<String, Object> merged = new HashMap<>();
    for (Config layer : List.of(defaults, user)) {
      ConfigTree.findNonNull(layer, name)
          .flatMap(value -> read(name, type, value))
          .ifPresent(object -> ((Map<?, ?>) object).forEach((k, v) -> merged.put((String) k, v)));
    }
    return Optional.of(merged);
  }

  /** Returns the typed value; if it is invalid, adds a problem and returns empty. */
  Optional<Object> read(String name, SettingType type, ConfigValue value) {
    try {
      return Optional.of(type.read(value));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              name + " (" + ValueOrigin.of(value) + "): " + e.getMessage(), type.example()));
      return Optional.empty();
    }
  }

  private Optional<Object> readFile(String name, String fileSetting, SettingType type) {
    String file =
        ConfigTree.find(user, fileSetting)
            .map(value -> String.valueOf(value.unwrapped()))
            .orElse("");
    Optional<Secret> content = content(name, fileSetting, file);
    try {
      return content.map(secret -> type.readText(secret.reveal()));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(name + " (from " + file + "): " + e.getMessage(), type.example()));
      return Optional.empty();
    }
  }

  private Optional<Secret> content(String name, String fileSetting, String file) {
    Secret content = contents.get(file);
    if (content != null) {
      return Optional.of(content);
    }
    try {
      content = Secret.read(Path.of(file));
      contents.put(file, content);
      return Optional.of(content);
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(Path.of(file), e);
      problems.add(
          Problem.configuration(
              String.format(
                  "%s (%s): %s cannot be read (%s)",
                  fileSetting, origin(fileSetting), file, problem.reason()),
              problem.fix()));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              name + " (from " + file + "): " + e.getMessage(),
              "save the file with Unix line endings (LF)"));
    }
    return Optional.empty();
  }

  /** Returns the content of a secret's file; empty if it was not read. */
  Optional<Secret> contentOf(String file) {
    return Optional.ofNullable(contents.get(file));
  }

  private Optional<Object> byDefault(String name, SettingType type) {
    Optional<ConfigValue> value = ConfigTree.findNonNull(defaults, name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return value.get().unwrapped() instanceof String text && text.contains("{{")
        ? byReference(type, text)
        : Optional.of(readDefault(name, type, value.get()));
  }

  private static Object readDefault(String name, SettingType type, ConfigValue value) {
    try {
      return type.read(value);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog's default of "
                  + name
                  + " ("
                  + ValueOrigin.of(value)
                  + "): "
                  + e.getMessage(),
              type.example())
          .causedBy(e);
    }
  }

  /**
   * Returns the value of a default with references; a single reference keeps the type of the value.
   */
  private Optional<Object> byReference(SettingType type, String text) {
    Optional<String> alias = Substitution.onlyName(text);
    if (alias.isPresent()) {
      return variables.variable(alias.get());
    }
    Set<String> missing = new LinkedHashSet<>();
    RedactedText resolved =
        Substitution.apply(text, variables::text, (unset, line) -> missing.add(unset));
    if (!missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(type.kind() == Kind.STRING ? resolved : type.readText(resolved.value()));
  }

  /**
   * Adds to a URL what related settings specify: the password, such as {@code a.admin-password} for
   * {@code a.admin-url}, and TLS.
   */
  private Object completed(String name, Object value) {
    return value instanceof DatabaseUrl url ? withTls(name, withPassword(name, url)) : value;
  }

  private DatabaseUrl withPassword(String name, DatabaseUrl url) {
    if (!name.endsWith("url")) {
      return url;
    }
    String passwordSetting = name.substring(0, name.length() - "url".length()) + "password";
    if (declarations.type(passwordSetting).isEmpty()) {
      return url;
    }
    return find(passwordSetting)
        .map(password -> url.withDefaultPassword((Secret) password))
        .orElse(url);
  }

  /** A URL that is the value of another setting keeps its TLS unless the user sets another. */
  private DatabaseUrl withTls(String name, DatabaseUrl url) {
    Optional<TlsSettings> settings = TlsSettings.ofUrl(name, declarations);
    boolean keeps =
        settings.isEmpty()
            || (url.tls().isFromSetting()
                && !isGiven(settings.get().mode())
                && !isGiven(settings.get().caFile()));
    return keeps ? url : url.withTls(tls(settings.get()));
  }

  /** Returns how connections to a URL are encrypted; disabled if there are no such settings. */
  Tls tls(String urlSetting) {
    Optional<TlsSettings> settings = TlsSettings.ofUrl(urlSetting, declarations);
    return settings.isPresent() ? tls(settings.get()) : Tls.DISABLED;
  }

  Tls tls(TlsSettings settings) {
    return new Tls(
        Tls.Mode.of(String.valueOf(find(settings.mode()).orElse(Tls.Mode.DISABLE))),
        String.valueOf(find(settings.caFile()).orElse("")),
        settings.mode());
  }
}
