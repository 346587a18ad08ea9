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

/** Sorts the words of an old command line: old options, variables, and options of today. */
final class LegacyArguments {
  private static final String DASHES = "--";

  /** Of today's options with a value, the one that may be written together with it. */
  private static final String ASSIGNMENT = "-e";

  private final LegacyCommand command;
  private final Config legacy;
  private final TranslationProblems findings;
  private final Map<LegacyOption, Written> options = new LinkedHashMap<>();
  private final List<Written> variables = new ArrayList<>();
  private final List<String> today = new ArrayList<>();
  private final Deque<String> left;

  /** Reads the words that follow the command's name, without {@code --} and what is behind it. */
  LegacyArguments(
      LegacyCommand command, Config legacy, List<String> words, TranslationProblems findings) {
    this.command = command;
    this.legacy = legacy;
    this.findings = findings;
    this.left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      read(left.removeFirst());
    }
  }

  /**
   * A text that somebody wrote.
   *
   * @param origin where: {@code --db-uri}
   */
  record Written(String text, String origin) {
    private Written and(Written next) {
      return new Written(text + LegacyOption.BETWEEN + next.text, origin);
    }
  }

  /** The values of old options, in the order in which they were written; the last one counts. */
  Map<LegacyOption, Written> options() {
    return options;
  }

  /** {@code NAME=VALUE}, in the order in which they were written. */
  List<Written> variables() {
    return variables;
  }

  /** The words that are options of today, as they are. */
  List<String> today() {
    return today;
  }

  private void read(String word) {
    int equals = word.startsWith(DASHES) ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<String> attached =
        equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
    Optional<LegacyOption> option = option(name);
    if (option.isPresent()) {
      put(option.get(), attached.or(() -> shortValue(option.get(), word)));
    } else if (name.startsWith(DASHES) && isGone(name.substring(DASHES.length()))) {
      var _ = attached.or(() -> next(name));
      findings.warn(
          name + " no longer exists and is ignored", gone(name.substring(DASHES.length())));
    } else if (!passOn(name, word, attached.isPresent())) {
      findings.add(unknown(word));
    }
  }

  private Optional<LegacyOption> option(String name) {
    return name.startsWith(DASHES)
        ? Optional.ofNullable(command.options().get(name.substring(DASHES.length())))
        : command.options().values().stream()
            .filter(one -> !one.shortName().isEmpty() && name.startsWith(one.shortName()))
            .findFirst();
  }

  private static Optional<String> shortValue(LegacyOption option, String word) {
    boolean hasValue =
        !option.shortName().isEmpty()
            && word.startsWith(option.shortName())
            && word.length() > option.shortName().length();
    return hasValue ? Optional.of(word.substring(option.shortName().length())) : Optional.empty();
  }

  private void put(LegacyOption option, Optional<String> attached) {
    String origin = option.dashed();
    if (option.isFlag()) {
      if (attached.isPresent()) {
        findings.add(Problem.usage(origin + " takes no value", "write " + origin));
      }
      put(option, new Written(option.value(), origin));
      return;
    }
    attached.or(() -> next(origin)).ifPresent(text -> put(option, new Written(text, origin)));
  }

  private void put(LegacyOption option, Written written) {
    if (option.kind() == LegacyOption.Kind.VARIABLES) {
      variables.add(written);
      return;
    }
    if (option.kind() == LegacyOption.Kind.URLS) {
      options.merge(option, written, Written::and);
      return;
    }
    options.remove(option); // the order tells which of two flags for one setting came last
    options.put(option, written);
  }

  private Optional<String> next(String option) {
    if (left.isEmpty()) {
      findings.add(Problem.usage(option + " has no value", help()));
      return Optional.empty();
    }
    return Optional.of(left.removeFirst());
  }

  private boolean isGone(String name) {
    return legacy.hasPath(ConfigUtil.joinPath("gone", name));
  }

  private String gone(String name) {
    return legacy.getString(ConfigUtil.joinPath("gone", name));
  }

  private boolean passOn(String name, String word, boolean attached) {
    Config known = legacy.getConfig("new-options");
    String path = ConfigUtil.joinPath(name);
    boolean together =
        word.startsWith(ASSIGNMENT) && !name.startsWith(DASHES) && !name.equals(ASSIGNMENT);
    if (!together && !known.hasPath(path)) {
      return false;
    }
    today.add(word);
    if (!together && !attached && known.getInt(path) > 0) {
      next(name).ifPresent(today::add);
    }
    return true;
  }

  private Problem unknown(String word) {
    if (!word.startsWith("-")) {
      return Problem.usage("unexpected argument '" + word + "'", help());
    }
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<String> known = command.options().values().stream().map(LegacyOption::dashed).toList();
    return Problem.usage(
        "'" + name + "' is not an option of '" + command.name() + "'",
        Suggestion.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(help()));
  }

  private String help() {
    return "read entrypoint " + command.name() + " --help";
  }
}
