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
 * A service's own options: those of the catalog, and over them what the user says. A list repeats
 * an option, {@code true} makes it a flag, {@code false} and null leave it out.
 */
final class ServiceOptions {
  private final Settings settings;
  private final String component;
  private final Set<String> secret;
  private final Map<String, @Nullable Object> values = new TreeMap<>();

  ServiceOptions(Settings settings, String component, Set<String> secret) {
    this.settings = settings;
    this.component = component;
    this.secret = secret;
  }

  /** Options whose texts may refer to settings; one that refers to an unset setting is left out. */
  void putDefaults(Map<String, ConfigValue> defaults) {
    defaults.forEach((name, value) -> values.put(name, resolve(value.unwrapped())));
  }

  /** Options as the user gave them, literally. */
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

  /** The options as words of the command line, sorted by name. */
  List<RedactedText> words() {
    List<RedactedText> words = new ArrayList<>();
    values.forEach((name, value) -> add(words, name, value));
    return words;
  }

  private void add(List<RedactedText> words, String name, @Nullable Object value) {
    if (value == null || Boolean.FALSE.equals(value)) {
      return;
    }
    if (Boolean.TRUE.equals(value)) {
      words.add(RedactedText.plain(dashes(name)));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> add(words, name, element));
    } else if (value instanceof Map) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "args." + name + " of " + component + " is an object",
                  "give a text, a number, true, false, null or a list"));
    } else {
      addValue(words, name, settings.text(value));
    }
  }

  private void addValue(List<RedactedText> words, String name, RedactedText text) {
    if (text.value().isEmpty()) {
      settings.warn(
          "args." + name + " of " + component + " is empty, which Qserv's programs pass over",
          "give a value, or null to leave the option out");
    }
    boolean isSecret = secret.contains(name) || SecretNames.isLikely(name);
    RedactedText shown = text.holdsSecret() ? text : SecretNames.masked("", text.value());
    RedactedText value = isSecret && !text.holdsSecret() ? hidden(text) : shown;
    if (name.length() == 1) {
      words.add(RedactedText.plain("-" + name));
      words.add(value);
    } else {
      words.add(RedactedText.plain("--" + name + "=").plus(value));
    }
  }

  /** A secret option that the user gave by itself is hidden as a whole. */
  private static RedactedText hidden(RedactedText text) {
    return text.value().isEmpty() ? text : RedactedText.secret(text.value());
  }

  private static String dashes(String name) {
    return (name.length() == 1 ? "-" : "--") + name;
  }
}
