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
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * The value of each setting in the form of its type: what a person gave, else its file, else the
 * default. A wrong value becomes a problem, and the default stands in so that the search goes on.
 */
public final class SettingValues {
  /** The origin of a value that nobody gave. */
  static final String DEFAULT = "default";

  private final Config user;
  private final Config defaults;
  private final Declarations declarations;
  private final Problems problems;
  private final Variables variables;
  private final boolean standIns;
  private final Map<String, Optional<Object>> found = new HashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();

  /** What was read from files, each only once: two settings never see two states of one. */
  private final Map<String, Secret> contents = new HashMap<>();

  /**
   * The values.
   *
   * @param variables what the references in defaults stand for
   * @param standIns whether what has no value gets a made-up one
   */
  SettingValues(
      Config user,
      Config defaults,
      Declarations declarations,
      Problems problems,
      Variables variables,
      boolean standIns) {
    this.user = user;
    this.defaults = defaults;
    this.declarations = declarations;
    this.problems = problems;
    this.variables = variables;
    this.standIns = standIns;
  }

  boolean isGiven(String name) {
    return ConfigTree.findNonNull(user, name).isPresent();
  }

  /** Where a setting's value comes from: "from -e", "from site.conf: 12", "default". */
  public String origin(String name) {
    String twin = name + Declarations.FILE;
    return ConfigTree.find(user, name)
        .or(() -> declarations.isSecret(name) ? ConfigTree.find(user, twin) : Optional.empty())
        .map(ValueOrigin::of)
        .orElse(DEFAULT);
  }

  /** Whether the value stands in a file, which may be as closed as it needs to be. */
  boolean isFromFile(ConfigValue value) {
    String origin = value.origin().description();
    return origin.indexOf('/') >= 0 || origin.indexOf('.') >= 0;
  }

  /**
   * A setting's value.
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
            .or(() -> standIns ? Optional.of(type.standIn()) : Optional.empty())
            .map(object -> withPassword(name, object));
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
    String twin = name + Declarations.FILE;
    return type.isSecret() && isGiven(twin) ? readFile(name, twin, type) : byDefault(name, type);
  }

  /**
   * A null takes a value away; what cannot be without one goes back to its default. A default that
   * a choice of the catalog makes may be missing anyway.
   */
  private Optional<Object> removed(String name, SettingType type) {
    boolean needed = type.kind() == Kind.CHOICE || type.kind() == Kind.PATH;
    boolean isOptional =
        ConfigTree.findNonNull(defaults, name)
            .flatMap(value -> Substitution.onlyName(String.valueOf(value.unwrapped())))
            .filter(choice -> declarations.type(SettingNames.ofTemplateVariable(choice)).isEmpty())
            .isPresent();
    return needed && !isOptional ? byDefault(name, type) : Optional.empty();
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

  /** The value as its type reads it; a problem if it does not. */
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

  private Optional<Object> readFile(String name, String twin, SettingType type) {
    String file =
        ConfigTree.find(user, twin).map(value -> String.valueOf(value.unwrapped())).orElse("");
    try {
      Secret content = contents.get(file);
      if (content == null) {
        content = Secret.read(Path.of(file));
        contents.put(file, content);
      }
      return Optional.of(type.readText(content.reveal()));
    } catch (IOException e) {
      problems.add(
          Problem.configuration(
              String.format(
                  "%s (%s): %s cannot be read (%s)",
                  twin, origin(twin), file, e.getClass().getSimpleName()),
              "make it a file that the user of the container may read"));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(name + " (from " + file + "): " + e.getMessage(), type.example()));
    }
    return Optional.empty();
  }

  /** What a file of a secret said when it was read; nothing if it was not. */
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
          type.example());
    }
  }

  /** A default that is one reference has the value of the other setting, its type included. */
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
   * A URL without a password takes that of its twin: {@code a.admin-url}, {@code a.admin-password}.
   */
  private Object withPassword(String name, Object value) {
    if (!(value instanceof DatabaseUrl url) || !name.endsWith("url")) {
      return value;
    }
    String twin = name.substring(0, name.length() - "url".length()) + "password";
    if (declarations.type(twin).isEmpty()) {
      return value;
    }
    return find(twin)
        .map(password -> (Object) url.withDefaultPassword((Secret) password))
        .orElse(value);
  }
}
