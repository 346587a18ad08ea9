// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Suggestion;

/**
 * Classifies the arguments of a legacy command line: legacy options, variables, and current
 * options.
 */
final class LegacyArguments {
  private static final String DASHES = "--";

  /** The only current option whose value may be attached to it. */
  private static final String ASSIGNMENT = "-e";

  private final LegacyCommand command;
  private final Config legacy;
  private final TranslationProblems problems;
  private final Map<LegacyOption, GivenValue> options = new LinkedHashMap<>();
  private final List<GivenValue> variables = new ArrayList<>();
  private final List<String> currentOptions = new ArrayList<>();
  private final Deque<String> remaining;
  private final RemovedOptions removedOptions;

  /** Reads the arguments after the command's name, up to {@code --}. */
  LegacyArguments(
      LegacyCommand command, Config legacy, List<String> arguments, TranslationProblems problems) {
    this.command = command;
    this.legacy = legacy;
    this.problems = problems;
    this.remaining = new ArrayDeque<>(arguments);
    this.removedOptions = new RemovedOptions(legacy, problems);
    while (!remaining.isEmpty()) {
      read(remaining.removeFirst());
    }
  }

  /**
   * A value as given by the user.
   *
   * @param origin where it was given: {@code --db-uri}
   */
  record GivenValue(String text, String origin) {
    private GivenValue append(GivenValue next) {
      return new GivenValue(text + LegacyOption.BETWEEN + next.text, origin);
    }
  }

  /**
   * Returns the values of legacy options in the order given; the last value of an option applies.
   */
  Map<LegacyOption, GivenValue> options() {
    return options;
  }

  /** Returns the variables {@code NAME=VALUE} in the order given. */
  List<GivenValue> variables() {
    return variables;
  }

  /** Returns the current options and their values, unchanged. */
  List<String> currentOptions() {
    return currentOptions;
  }

  private void read(String argument) {
    int equals = argument.startsWith(DASHES) ? argument.indexOf('=') : -1;
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Optional<String> attached =
        equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
    Optional<LegacyOption> option = option(name);
    if (option.isPresent()) {
      put(option.get(), attached.or(() -> shortValue(option.get(), argument)));
    } else if (name.startsWith(DASHES) && removedOptions.isKnown(name.substring(DASHES.length()))) {
      var _ = attached.or(() -> next(name));
      removedOptions.report(name.substring(DASHES.length()), name);
    } else if (!passOn(name, argument, attached.isPresent())) {
      problems.add(unknown(argument));
    }
  }

  private Optional<LegacyOption> option(String name) {
    return name.startsWith(DASHES)
        ? Optional.ofNullable(command.options().get(name.substring(DASHES.length())))
        : command.options().values().stream()
            .filter(one -> !one.shortName().isEmpty() && name.startsWith(one.shortName()))
            .findFirst();
  }

  private static Optional<String> shortValue(LegacyOption option, String argument) {
    boolean hasValue =
        !option.shortName().isEmpty()
            && argument.startsWith(option.shortName())
            && argument.length() > option.shortName().length();
    return hasValue
        ? Optional.of(argument.substring(option.shortName().length()))
        : Optional.empty();
  }

  private void put(LegacyOption option, Optional<String> attached) {
    String origin = option.dashed();
    if (option.isFlag()) {
      if (attached.isPresent()) {
        problems.add(Problem.usage(origin + " takes no value", "use " + origin));
      }
      put(option, new GivenValue(option.value(), origin));
      return;
    }
    attached.or(() -> next(origin)).ifPresent(text -> put(option, new GivenValue(text, origin)));
  }

  private void put(LegacyOption option, GivenValue written) {
    if (option.kind() == LegacyOption.Kind.VARIABLES) {
      variables.add(written);
      return;
    }
    if (option.kind() == LegacyOption.Kind.URLS) {
      options.merge(option, written, GivenValue::append);
      return;
    }
    options.remove(option); // the order determines which of two flags for one setting takes effect
    options.put(option, written);
  }

  private Optional<String> next(String option) {
    if (remaining.isEmpty()) {
      problems.add(Problem.usage(option + " requires a value", help()));
      return Optional.empty();
    }
    return Optional.of(remaining.removeFirst());
  }

  private boolean passOn(String name, String argument, boolean attached) {
    Config known = legacy.getConfig("current-options");
    String path = ConfigUtil.joinPath(name);
    boolean isAttached =
        argument.startsWith(ASSIGNMENT) && !name.startsWith(DASHES) && !name.equals(ASSIGNMENT);
    if (!isAttached && !known.hasPath(path)) {
      return false;
    }
    currentOptions.add(argument);
    if (!isAttached && !attached && known.getInt(path) > 0) {
      next(name).ifPresent(currentOptions::add);
    }
    return true;
  }

  private Problem unknown(String argument) {
    if (!argument.startsWith("-")) {
      return Problem.usage("unexpected argument '" + argument + "'", help());
    }
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    List<String> known = command.options().values().stream().map(LegacyOption::dashed).toList();
    return Problem.usage(
        "unknown option '" + name + "' of '" + command.name() + "'",
        Suggestion.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(help()));
  }

  private String help() {
    return "see entrypoint " + command.name() + " --help";
  }
}
