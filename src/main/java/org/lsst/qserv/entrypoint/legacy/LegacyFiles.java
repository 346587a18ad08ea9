// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.source.FileProblem;
import org.lsst.qserv.entrypoint.settings.source.YamlDocument;

/** Reads the two YAML files to which a legacy command line may refer. */
final class LegacyFiles {
  private final LegacyCommand command;
  private final Config legacy;
  private final TranslationProblems problems;
  private final Map<LegacyOption, GivenValue> options = new LinkedHashMap<>();
  private final List<GivenValue> variables = new ArrayList<>();

  LegacyFiles(LegacyCommand command, Config legacy, TranslationProblems problems) {
    this.command = command;
    this.legacy = legacy;
    this.problems = problems;
  }

  /** Returns the values of options in the options file. */
  Map<LegacyOption, GivenValue> options() {
    return options;
  }

  /** Returns the variables {@code NAME=VALUE} in the options file. */
  List<GivenValue> variables() {
    return variables;
  }

  /** Reads an options file, which contains an object of options per command. */
  void readOptions(GivenValue file) {
    Set<String> commands = legacy.getObject("commands").keySet();
    read(file)
        .forEach((name, content) -> {
          if (!commands.contains(name)) {
            problems.add(unknown(file, name, "legacy command", commands));
          } else if (name.equals(command.name()) && content instanceof Map<?, ?> members) {
            members.forEach((key, value) -> option(file, String.valueOf(key), value));
          } else if (name.equals(command.name()) && content != null) {
            problems.add(
                Problem.configuration(origin(file, name) + " is not an object", "use NAME: VALUE"));
          }
        });
  }

  /** Returns the variables in a file, with their references unresolved. */
  Map<String, Raw> readVariables(GivenValue file) {
    Map<String, Raw> raw = new TreeMap<>();
    read(file)
        .forEach((name, value) -> {
          if (value != null) {
            raw.put(name, new Raw(value, file.origin() + " " + file.text()));
          }
        });
    return raw;
  }

  private void option(GivenValue file, String key, @Nullable Object value) {
    Optional<LegacyOption> option =
        command.find(key).filter(one -> one.kind() != Kind.OPTIONS_FILE);
    RemovedOptions removedOptions = new RemovedOptions(legacy, problems);
    if (option.isEmpty() && removedOptions.isKnown(key)) {
      removedOptions.report(key, origin(file, key));
    } else if (option.isEmpty()) {
      List<String> known = List.copyOf(command.options().keySet());
      problems.add(unknown(file, key, "option of '" + command.name() + "'", known));
    } else if (value != null) {
      put(option.get(), value, origin(file, key));
    }
  }

  private void put(LegacyOption option, Object value, String origin) {
    if (option.kind() == Kind.VARIABLES) {
      assignments(value).forEach(text -> variables.add(new GivenValue(text, origin)));
    } else if (option.isFlag()) {
      flag(option, value, origin).ifPresent(flag -> options.put(flag, flagValue(flag, origin)));
    } else if (option.kind() == Kind.URLS && value instanceof List<?> list) {
      String all =
          list.stream().map(String::valueOf).collect(Collectors.joining(LegacyOption.BETWEEN));
      options.put(option, new GivenValue(all, origin));
    } else if (value instanceof Map || value instanceof List) {
      problems.add(Problem.configuration(origin + " is not a single value", "use a text"));
    } else if (value instanceof Boolean) {
      problems.add(
          Problem.configuration(
              origin + " is a boolean in YAML unless it is quoted", "quote the value"));
    } else {
      options.put(option, new GivenValue(String.valueOf(value), origin));
    }
  }

  private static GivenValue flagValue(LegacyOption flag, String origin) {
    return new GivenValue(flag.value(), origin);
  }

  /**
   * Returns the flag that a boolean selects; false selects the other flag of a pair such as {@code
   * run} and {@code no-run}.
   */
  private Optional<LegacyOption> flag(LegacyOption option, Object value, String origin) {
    if (String.valueOf(value).equals("true")) {
      return Optional.of(option);
    }
    if (!String.valueOf(value).equals("false")) {
      problems.add(
          Problem.configuration(origin + " is neither true nor false", "use true or false"));
      return Optional.empty();
    }
    String name = option.name();
    String other = name.startsWith("no-") ? name.substring("no-".length()) : "no-" + name;
    return Optional.ofNullable(command.options().get(other));
  }

  private static List<String> assignments(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private Map<String, @Nullable Object> read(GivenValue file) {
    String source = file.origin() + " " + file.text();
    try {
      return YamlDocument.read(Path.of(file.text()));
    } catch (IllegalArgumentException e) {
      problems.add(FileProblem.invalid(source, e));
    } catch (IOException e) {
      problems.add(FileProblem.unreadable(source, e));
    }
    return Map.of();
  }

  private Problem unknown(GivenValue file, String key, String kind, Collection<String> known) {
    return Problem.configuration(
        origin(file, key) + ": unknown " + kind,
        Suggestion.nearest(key, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("remove it; entrypoint " + command.name() + " --help lists the options"));
  }

  private static String origin(GivenValue file, String key) {
    return file.text() + ": " + key;
  }
}
