// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Translates a legacy command line that upgrades schemas into current command lines. The module of
 * each option is specified by {@code upgrades} in {@code legacy/common.conf}.
 */
public final class LegacyUpgrade {
  private static final String DRY_RUN = "--dry-run";

  /** Options that this command handles itself, or that only apply to {@code explain}. */
  private static final Set<String> NOT_PASSED_ON = Set.of(DRY_RUN, "--changed");

  /** Waits for the server, which starts at the same time in another container of the pod. */
  private static final String WAIT = "--wait";

  private static final String ACCOUNT_OF = "account-of";

  private final LegacyCommand command;
  private final Config descriptions;
  private final LegacyCommandLine line;
  private final LegacyValues values;
  private final TranslationProblems problems;
  private final Predicate<String> isSecret;
  private final Map<String, List<DatabaseUrl>> urls = new TreeMap<>();
  private final List<RedactedText> variables = new ArrayList<>();

  private LegacyUpgrade(
      LegacyCommand command,
      Config descriptions,
      LegacyCommandLine line,
      Map<String, String> environment,
      Predicate<String> isSecret,
      TranslationProblems problems) {
    this.isSecret = isSecret;
    this.command = command;
    this.descriptions = descriptions;
    this.line = line;
    this.values =
        new LegacyValues(command, line.options(), line.variables(), List.of(), environment);
    this.problems = problems;
  }

  /** Returns whether a legacy command upgrades schemas. */
  public static boolean isUpgrade(Config legacy, String command) {
    return legacy.hasPath(LegacyCommand.upgrades(command));
  }

  /**
   * The current command lines.
   *
   * @param lines the arguments of each command line
   * @param statusLines the arguments of command lines that report the status of each schema
   * @param dryRun whether the command lines are only displayed
   * @param warnings warnings about accepted but questionable input
   */
  public record Lines(
      List<List<RedactedText>> lines,
      List<List<RedactedText>> statusLines,
      boolean dryRun,
      List<Problem> warnings) {}

  /**
   * Translates a command line.
   *
   * @param arguments the arguments after the command's name
   * @param isSecret whether the setting of a name may hold a secret
   * @throws Failure with all problems
   */
  public static Lines translate(
      Config legacy,
      String name,
      List<String> arguments,
      Map<String, String> environment,
      Predicate<String> isSecret) {
    LegacyCommand command = LegacyCommand.ofUpgrade(name, legacy);
    TranslationProblems problems = new TranslationProblems();
    LegacyCommandLine line =
        LegacyCommandLine.read(command, legacy, arguments, problems, LegacyVariables::texts);
    Config options = legacy.getConfig(LegacyCommand.upgrades(name));
    return new LegacyUpgrade(command, options, line, environment, isSecret, problems).lines();
  }

  private Lines lines() {
    command.options().values().stream().filter(LegacyOption::hasValue).forEach(this::urls);
    line.variables().keySet().forEach(this::variable);
    if (administrators().noneMatch(option -> values.given(option).isPresent())) {
      String names = administrators().map(LegacyOption::dashed).collect(Collectors.joining(", "));
      problems.add(
          Problem.usage("'" + command.name() + "' requires a database", "specify " + names));
    }
    if (!problems.problems().isEmpty()) {
      throw new Failure("the line of '" + command.name() + "'", problems.problems());
    }
    List<List<RedactedText>> lines = new ArrayList<>();
    administrators().forEach(option -> lines.addAll(lines(option)));
    List<List<RedactedText>> statusLines = administrators().flatMap(this::statusLines).toList();
    return new Lines(
        lines, statusLines, line.currentOptions().contains(DRY_RUN), problems.warnings());
  }

  private static boolean isAccountOf(String module, Config option) {
    return option.hasPath(ACCOUNT_OF) && option.getString(ACCOUNT_OF).equals(module);
  }

  private List<List<RedactedText>> lines(LegacyOption option) {
    List<DatabaseUrl> all = urls.getOrDefault(option.name(), List.of());
    List<List<RedactedText>> lines = new ArrayList<>();
    if (!all.isEmpty()) {
      String module = option(option.name()).getString("module");
      if (option(option.name()).hasPath("initialize")) {
        lines.add(initialization(module, all.getFirst()));
      }
      lines.add(upgrade(module, all));
    }
    return lines;
  }

  private Stream<List<RedactedText>> statusLines(LegacyOption option) {
    String module = option(option.name()).getString("module");
    return urls.getOrDefault(option.name(), List.of()).stream().map(url -> status(module, url));
  }

  private Config option(String name) {
    return descriptions.getConfig(ConfigUtil.joinPath(name));
  }

  /** Returns the options that specify a database to upgrade. */
  private Stream<LegacyOption> administrators() {
    return command.options().values().stream()
        .filter(LegacyOption::hasValue)
        .filter(option -> option(option.name()).hasPath("module"));
  }

  private void urls(LegacyOption option) {
    if (values.given(option).isEmpty()) {
      return;
    }
    guarded(() -> {
      RedactedText texts = LegacyValues.text(values.value(option.variable()).orElseThrow());
      for (String text : texts.value().split(LegacyOption.BETWEEN, -1)) {
        guarded(() -> add(option, text));
      }
    });
  }

  private void add(LegacyOption option, String text) {
    urls.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(url(option, text));
  }

  private static DatabaseUrl url(LegacyOption option, String text) {
    try {
      return DatabaseUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.USAGE,
              option.dashed() + ": the URL " + e.getMessage(),
              "use the form mysql://user@host:3306")
          .causedBy(e);
    }
  }

  private void variable(String name) {
    if (command.options().values().stream().anyMatch(one -> one.variable().equals(name))) {
      return;
    }
    guarded(() -> {
      RedactedText text = LegacyValues.text(values.value(name).orElseThrow());
      String start = "schema.variables." + name + "=";
      String value = start + JsonString.of(text.value());
      variables.add(RedactedText.plain("-e"));
      variables.add(
          text.holdsSecret()
              ? new RedactedText(value, start + Secret.MASK)
              : RedactedText.plain(value));
    });
  }

  /** Handles the failure of one value, so that the problems of all values are found. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (Failure e) {
      e.problems().forEach(problems::add);
    }
  }

  private List<RedactedText> initialization(String module, DatabaseUrl administrator) {
    Optional<DatabaseUrl> account =
        urls.entrySet().stream()
            .filter(given -> isAccountOf(module, option(given.getKey())))
            .map(given -> given.getValue().getFirst())
            .findFirst();
    CurrentCommandLine command = CurrentCommandLine.of("init", "--module", module, WAIT);
    if (account.isEmpty()) {
      command.add(List.of(RedactedText.plain("--if-uninitialized")));
    }
    command.administrator(administrator);
    account.ifPresent(url -> command.setting("database.url", url));
    return command.options(passedOn(), isSecret).arguments();
  }

  private List<RedactedText> upgrade(String module, List<DatabaseUrl> all) {
    CurrentCommandLine command =
        CurrentCommandLine.of(
                "schema", "upgrade", "--module", module, "--mode", "maintenance", WAIT)
            .add(
                List.of(
                    RedactedText.plain("-e"), RedactedText.plain("schema.idle-sessions=accept")));
    CurrentCommandLine complete =
        all.size() == 1 ? command.administrator(all.getFirst()) : command.option("--fleet", all);
    return complete.add(variables).options(passedOn(), isSecret).arguments();
  }

  private List<RedactedText> status(String module, DatabaseUrl url) {
    return CurrentCommandLine.of("schema", "status", "--module", module)
        .administrator(url)
        .options(passedOn(), isSecret)
        .arguments();
  }

  private List<String> passedOn() {
    return line.currentOptions().stream()
        .filter(option -> !NOT_PASSED_ON.contains(option))
        .toList();
  }
}
