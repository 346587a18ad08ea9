// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;

/**
 * The options of a service: the catalog's defaults, overridden by the user's. A list repeats an
 * option, {@code true} makes it a flag, {@code false} and null omit it.
 */
final class ServiceOptions {
  private final Settings settings;
  private final String component;
  private final Set<String> secretOptions;
  private final Map<String, @Nullable Object> values = new TreeMap<>();

  ServiceOptions(Settings settings, String component, Set<String> secretOptions) {
    this.settings = settings;
    this.component = component;
    this.secretOptions = secretOptions;
  }

  /**
   * Adds options whose strings may refer to settings; one that refers to an unset setting is
   * omitted.
   */
  void putDefaults(Map<String, ConfigValue> defaults) {
    defaults.forEach((name, value) -> values.put(name, resolve(value.unwrapped())));
  }

  /** Adds the user's options, whose values are literal. */
  void put(Map<String, Object> given) {
    values.putAll(given);
  }

  private @Nullable Object resolve(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    Optional<String> reference = Substitution.onlyName(text);
    if (reference.isPresent()) {
      return settings.variable(reference.get()).map(this::flagOrText).orElse(null);
    }
    return settings.resolve(text, component);
  }

  private Object flagOrText(Object value) {
    return value instanceof Boolean || value instanceof List ? value : settings.text(value);
  }

  /** Returns the options as command line arguments, sorted by name. */
  List<RedactedText> arguments() {
    List<RedactedText> arguments = new ArrayList<>();
    values.forEach((name, value) -> add(arguments, name, value));
    return arguments;
  }

  private void add(List<RedactedText> arguments, String name, @Nullable Object value) {
    if (value == null || Boolean.FALSE.equals(value)) {
      return;
    }
    if (Boolean.TRUE.equals(value)) {
      arguments.add(RedactedText.plain(dashes(name)));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> add(arguments, name, element));
    } else if (value instanceof Map) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "args." + name + " of " + component + " is an object",
                  "use a string, a number, true, false, null or a list"));
    } else {
      addValue(arguments, name, settings.text(value));
    }
  }

  private void addValue(List<RedactedText> arguments, String name, RedactedText text) {
    if (text.value().isEmpty()) {
      settings.warn(
          "args."
              + name
              + " of "
              + component
              + " is empty, and Qserv's programs ignore an empty value",
          "set a value, or null to omit the option");
    }
    boolean isSecret = secretOptions.contains(name) || SecretNames.isLikely(name);
    RedactedText shown = text.holdsSecret() ? text : SecretNames.redacted("", text.value());
    RedactedText value = isSecret && !text.holdsSecret() ? redacted(text) : shown;
    if (name.length() == 1) {
      arguments.add(RedactedText.plain("-" + name));
      arguments.add(value);
    } else {
      arguments.add(RedactedText.plain("--" + name + "=").plus(value));
    }
  }

  /** Redacts the entire value of a secret option. */
  private static RedactedText redacted(RedactedText text) {
    return text.value().isEmpty() ? text : RedactedText.secret(text.value());
  }

  private static String dashes(String name) {
    return (name.length() == 1 ? "-" : "--") + name;
  }
}
