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
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.Written;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.template.TextTemplate;

/**
 * The values of an old command line, which may refer to each other as {@code {{ other }}}. Names,
 * strongest first: variables that were given, options, what is derived from them, the old defaults,
 * the environment.
 */
final class LegacyValues {
  /** The words behind {@code --}, in templates. */
  private static final String ARGUMENTS = "extended_args";

  private final LegacyCommand command;
  private final Map<LegacyOption, Written> written;
  private final Map<String, Raw> variables;
  private final Map<String, String> environment;
  private final Map<String, LegacyOption> options = new TreeMap<>();
  private final Map<String, Object> found = new HashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();

  LegacyValues(
      LegacyCommand command,
      Map<LegacyOption, Written> written,
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
   * @param origin where somebody wrote it
   */
  record Raw(Object value, String origin) {}

  /** What an option was given as: on the line, in a file, or as a variable of the same name. */
  Optional<Raw> given(LegacyOption option) {
    Raw variable = variables.get(option.variable());
    Written own = written.get(option);
    return Optional.ofNullable(variable)
        .or(() -> Optional.ofNullable(own).map(text -> new Raw(text.text(), text.origin())));
  }

  /**
   * The value of a name: a {@link RedactedText}, a list of such, or a map.
   *
   * @throws Failure if values refer to each other in a circle, or to a name without a value
   */
  Optional<Object> value(String name) {
    Object known = found.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!resolving.add(name)) {
      throw circle();
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
        return Optional.of(hidden(option, resolved(given.get())));
      }
    }
    Raw variable = variables.get(name);
    if (variable != null) {
      return Optional.of(hiddenByName(name, resolved(variable)));
    }
    return derived(name)
        .or(() -> otherwise(option))
        .or(() ->
            Optional.ofNullable(environment.get(name))
                .map(text -> hiddenByName(name, RedactedText.plain(text))));
  }

  /** A variable has no type that says whether it is a secret. */
  private static Object hiddenByName(String name, Object value) {
    return value instanceof RedactedText text
            && !text.value().isEmpty()
            && SecretNames.isLikely(name)
        ? RedactedText.secret(text.value())
        : value;
  }

  private Optional<Object> otherwise(@Nullable LegacyOption option) {
    return Optional.ofNullable(option)
        .flatMap(known -> known.otherwise().map(text -> new Raw(text, known.dashed())))
        .map(this::resolved);
  }

  /** The part of a URL that stands in an option of this line. */
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

  private static Object hidden(LegacyOption option, Object value) {
    RedactedText text = text(value);
    if (option.kind() == Kind.URL) {
      return LegacyUrl.masked(text.value());
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
   * A text with its references replaced.
   *
   * @param origin where it stands, for messages
   */
  RedactedText resolve(String text, String origin) {
    if (!Substitution.isEnoughFor(text)) {
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
        failures.put(name, e); // matters only if the text asks for it
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
          // the engine's words may quote a value
          origin + ": " + Secret.hideIn(String.valueOf(e.getMessage()), secrets),
          "correct it; it is Jinja");
    }
  }

  /** What a template engine works with; secrets are noted. */
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

  /** All names that may have a value. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(environment.keySet());
    names.addAll(options.keySet());
    names.addAll(command.variables().keySet());
    names.addAll(variables.keySet());
    names.add(ARGUMENTS);
    return names;
  }

  /** A value as one text; the elements of a list have commas between. */
  static RedactedText text(Object value) {
    if (value instanceof RedactedText masked) {
      return masked;
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

  private Failure circle() {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the values of " + String.join(", ", resolving) + " refer to each other",
        "give one of them a value without {{ }}");
  }

  private Failure unknown(String name, String origin) {
    return new Failure(
        ExitCode.CONFIGURATION,
        origin + ": there is no value for '" + name + "'",
        Suggestion.nearest(name, names())
            .map(near -> "did you mean " + near + "?")
            .orElse("give it one: --targs " + name + "=…"));
  }
}
