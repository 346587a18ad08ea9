// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.template.TextTemplate;

/**
 * Resolves the values of a legacy command line, which may refer to each other as {@code {{ other
 * }}}. Names are looked up in this order: given variables, options, values derived from options,
 * legacy defaults, environment.
 */
final class LegacyValues {
  /** The template variable for the arguments after {@code --}. */
  private static final String ARGUMENTS = "extended_args";

  private final LegacyCommand command;
  private final Map<LegacyOption, GivenValue> written;
  private final Map<String, Raw> variables;
  private final Map<String, String> environment;
  private final Map<String, LegacyOption> options = new TreeMap<>();
  private final Map<String, Object> found = new HashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();

  LegacyValues(
      LegacyCommand command,
      Map<LegacyOption, GivenValue> written,
      Map<String, Raw> variables,
      List<String> arguments,
      Map<String, String> environment) {
    this.command = command;
    this.written = written;
    this.variables = variables;
    this.environment = environment;
    command.options().values().forEach(option -> options.put(option.variable(), option));
    found.put(ARGUMENTS, arguments.stream().map(RedactedText::plain).toList());
  }

  /**
   * A value before its references are replaced.
   *
   * @param value a text, a boolean, a list or a map
   * @param origin where it was given
   */
  record Raw(Object value, String origin) {}

  /**
   * Returns the value given for an option: on the command line, in a file, or as a variable of the
   * same name.
   */
  Optional<Raw> given(LegacyOption option) {
    Raw variable = variables.get(option.variable());
    GivenValue own = written.get(option);
    return Optional.ofNullable(variable)
        .or(() -> Optional.ofNullable(own).map(text -> new Raw(text.text(), text.origin())));
  }

  /**
   * Returns the value of a name: a {@link RedactedText}, a list of them, or a map.
   *
   * @throws Failure if values refer to each other cyclically, or to a name without a value
   */
  Optional<Object> value(String name) {
    Object known = found.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!resolving.add(name)) {
      throw cycle();
    }
    try {
      Optional<Object> value = resolve(name);
      value.ifPresent(object -> found.put(name, object));
      return value;
    } finally {
      resolving.remove(name);
    }
  }

  private Optional<Object> resolve(String name) {
    LegacyOption option = options.get(name);
    if (option != null && option.hasValue()) {
      Optional<Raw> given = given(option);
      if (given.isPresent()) {
        return Optional.of(redacted(option, resolved(given.get())));
      }
    }
    Raw variable = variables.get(name);
    if (variable != null) {
      return Optional.of(redactedByName(name, resolved(variable)));
    }
    return derived(name)
        .or(() -> defaultValue(option))
        .or(() ->
            Optional.ofNullable(environment.get(name))
                .map(text -> redactedByName(name, RedactedText.plain(text))));
  }

  /** Redacts the value of a variable by its name, because variables have no type. */
  private static Object redactedByName(String name, Object value) {
    return value instanceof RedactedText text
            && !text.value().isEmpty()
            && SecretNames.isLikely(name)
        ? RedactedText.secret(text.value())
        : value;
  }

  private Optional<Object> defaultValue(@Nullable LegacyOption option) {
    return Optional.ofNullable(option)
        .flatMap(known -> known.defaultValue().map(text -> new Raw(text, known.dashed())))
        .map(this::resolved);
  }

  /** Returns a part of a URL that is given by an option of this command line. */
  private Optional<Object> derived(String name) {
    String reference = command.variables().getOrDefault(name, "");
    int dot = reference.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String setting = reference.substring(0, dot).replace('_', '-');
    return options.values().stream()
        .filter(option -> option.setting().filter(setting::equals).isPresent())
        .filter(option -> given(option).isPresent())
        .findFirst()
        .flatMap(option -> value(option.variable()))
        .flatMap(url -> LegacyUrl.parse(text(url).value()))
        .flatMap(url -> LegacyUrl.part(url, reference.substring(dot + 1)));
  }

  private static Object redacted(LegacyOption option, Object value) {
    RedactedText text = text(value);
    if (option.kind() == Kind.URL) {
      return LegacyUrl.redacted(text.value());
    }
    return (option.kind() == Kind.SECRET || option.kind() == Kind.URLS) && !text.value().isEmpty()
        ? RedactedText.secret(text.value())
        : text;
  }

  private Object resolved(Raw raw) {
    if (raw.value() instanceof List<?> list) {
      return list.stream().map(element -> resolve(String.valueOf(element), raw.origin())).toList();
    }
    return raw.value() instanceof Map
        ? raw.value()
        : resolve(String.valueOf(raw.value()), raw.origin());
  }

  /**
   * Returns a text with its references replaced.
   *
   * @param origin where the text was given, for messages
   */
  RedactedText resolve(String text, String origin) {
    if (!Substitution.supports(text)) {
      return jinja(text, origin);
    }
    return Substitution.apply(
        text,
        name -> Optional.of(text(value(name).orElseThrow(() -> unknown(name, origin)))),
        (name, line) -> {});
  }

  private RedactedText jinja(String text, String origin) {
    Map<String, Failure> failures = new HashMap<>();
    Map<String, Object> context = new HashMap<>();
    Set<String> secrets = new TreeSet<>();
    for (String name : names()) {
      try {
        value(name).ifPresent(value -> context.put(name, revealed(value, secrets)));
      } catch (Failure e) {
        failures.put(name, e); // relevant only if the text refers to the name
      }
    }
    try {
      String rendered = TextTemplate.render(text, context);
      boolean isSecret = secrets.stream().anyMatch(rendered::contains);
      return isSecret ? RedactedText.secret(rendered) : RedactedText.plain(rendered);
    } catch (TextTemplate.UnknownName e) {
      Failure failure = failures.get(e.name());
      throw failure == null ? unknown(e.name(), origin) : failure;
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              // the engine's message may quote a value
              origin + ": " + Secret.redact(String.valueOf(e.getMessage()), secrets),
              "correct the Jinja template")
          .causedBy(e);
    }
  }

  /** Returns a value for the template engine, and collects the secrets in it. */
  private static Object revealed(Object value, Set<String> secrets) {
    if (value instanceof RedactedText text) {
      if (text.holdsSecret()) {
        secrets.add(text.value());
      }
      return text.value();
    }
    return value instanceof List<?> list
        ? list.stream().map(element -> revealed(element, secrets)).toList()
        : value;
  }

  /** Returns all names that may have a value. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(environment.keySet());
    names.addAll(options.keySet());
    names.addAll(command.variables().keySet());
    names.addAll(variables.keySet());
    names.add(ARGUMENTS);
    return names;
  }

  /** Returns a value as one text, with the elements of a list separated by commas. */
  static RedactedText text(Object value) {
    if (value instanceof RedactedText redacted) {
      return redacted;
    }
    if (!(value instanceof List<?> list)) {
      return RedactedText.plain(String.valueOf(value));
    }
    List<RedactedText> texts = new ArrayList<>();
    list.forEach(element -> texts.add(text(element)));
    return new RedactedText(
        String.join(",", texts.stream().map(RedactedText::value).toList()),
        String.join(",", texts.stream().map(RedactedText::shown).toList()));
  }

  private Failure cycle() {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the values of " + String.join(", ", resolving) + " refer to each other",
        "set one of them to a value without {{ }}");
  }

  private Failure unknown(String name, String origin) {
    return new Failure(
        ExitCode.CONFIGURATION,
        origin + ": '" + name + "' has no value",
        Suggestion.nearest(name, names())
            .map(near -> "did you mean " + near + "?")
            .orElse("set it: --targs " + name + "=…"));
  }
}
