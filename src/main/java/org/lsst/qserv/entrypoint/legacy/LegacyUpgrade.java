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
 * An old command line that upgraded schemas, as the commands of today. Which option is about which
 * module is data: {@code upgrades} in {@code legacy.conf}.
 */
public final class LegacyUpgrade {
  private static final String DRY_RUN = "--dry-run";

  /** What this command looks at itself, and what is for {@code explain} only. */
  private static final Set<String> NOT_PASSED_ON = Set.of(DRY_RUN, "--changed");

  /** The server starts at the same time, in another container of the pod. */
  private static final String WAIT = "--wait";

  private static final String ACCOUNT_OF = "account-of";

  private final LegacyCommand command;
  private final Config descriptions;
  private final LegacyCommandLine line;
  private final LegacyValues values;
  private final TranslationProblems findings;
  private final Predicate<String> isSecret;
  private final Map<String, List<DatabaseUrl>> urls = new TreeMap<>();
  private final List<RedactedText> variables = new ArrayList<>();

  private LegacyUpgrade(
      LegacyCommand command,
      Config descriptions,
      LegacyCommandLine line,
      Map<String, String> environment,
      Predicate<String> isSecret,
      TranslationProblems findings) {
    this.isSecret = isSecret;
    this.command = command;
    this.descriptions = descriptions;
    this.line = line;
    this.values =
        new LegacyValues(command, line.options(), line.variables(), List.of(), environment);
    this.findings = findings;
  }

  /** Whether an old command is one of these. */
  public static boolean isOne(Config legacy, String command) {
    return legacy.hasPath(LegacyCommand.upgrades(command));
  }

  /**
   * What is to run today.
   *
   * @param lines the words of each command line
   * @param looks the same of those that say where each schema is
   * @param dryRun whether they are only to be shown
   * @param warnings what was accepted and yet is worth a word
   */
  public record Lines(
      List<List<RedactedText>> lines,
      List<List<RedactedText>> looks,
      boolean dryRun,
      List<Problem> warnings) {}

  /**
   * Translates.
   *
   * @param words what follows the command's name
   * @param isSecret whether the setting of a name may hold a secret
   * @throws Failure with every mistake
   */
  public static Lines translate(
      Config legacy,
      String name,
      List<String> words,
      Map<String, String> environment,
      Predicate<String> isSecret) {
    LegacyCommand command = LegacyCommand.ofUpgrade(name, legacy);
    TranslationProblems findings = new TranslationProblems();
    LegacyCommandLine line =
        LegacyCommandLine.read(command, legacy, words, findings, LegacyVariables::texts);
    Config options = legacy.getConfig(LegacyCommand.upgrades(name));
    return new LegacyUpgrade(command, options, line, environment, isSecret, findings).lines();
  }

  private Lines lines() {
    command.options().values().stream().filter(LegacyOption::hasValue).forEach(this::urls);
    line.variables().keySet().forEach(this::variable);
    if (administrators().noneMatch(option -> values.given(option).isPresent())) {
      String names = administrators().map(LegacyOption::dashed).collect(Collectors.joining(", "));
      findings.add(Problem.usage("'" + command.name() + "' names no database", "give " + names));
    }
    if (!findings.problems().isEmpty()) {
      throw new Failure("the line of '" + command.name() + "'", findings.problems());
    }
    List<List<RedactedText>> lines = new ArrayList<>();
    administrators().forEach(option -> lines.addAll(lines(option)));
    List<List<RedactedText>> looks = administrators().flatMap(this::looks).toList();
    return new Lines(lines, looks, line.today().contains(DRY_RUN), findings.warnings());
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

  private Stream<List<RedactedText>> looks(LegacyOption option) {
    String module = option(option.name()).getString("module");
    return urls.getOrDefault(option.name(), List.of()).stream().map(url -> look(module, url));
  }

  private Config option(String name) {
    return descriptions.getConfig(ConfigUtil.joinPath(name));
  }

  /** The options that name a database to upgrade. */
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
          "write mysql://user@host:3306");
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

  /** Each value by itself, so that the mistakes of all are found. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (Failure e) {
      e.problems().forEach(findings::add);
    }
  }

  private List<RedactedText> initialization(String module, DatabaseUrl administrator) {
    Optional<DatabaseUrl> account =
        urls.entrySet().stream()
            .filter(given -> isAccountOf(module, option(given.getKey())))
            .map(given -> given.getValue().getFirst())
            .findFirst();
    CurrentCommandLine today = CurrentCommandLine.of("init", "--module", module, WAIT);
    if (account.isEmpty()) {
      today.add(List.of(RedactedText.plain("--if-uninitialized")));
    }
    today.administrator(administrator);
    account.ifPresent(url -> today.setting("database.url", url));
    return today.options(passedOn(), isSecret).words();
  }

  private List<RedactedText> upgrade(String module, List<DatabaseUrl> all) {
    CurrentCommandLine today =
        CurrentCommandLine.of(
                "schema", "upgrade", "--module", module, "--mode", "maintenance", WAIT)
            .add(
                List.of(
                    RedactedText.plain("-e"), RedactedText.plain("schema.idle-sessions=accept")));
    CurrentCommandLine whole =
        all.size() == 1 ? today.administrator(all.getFirst()) : today.option("--fleet", all);
    return whole.add(variables).options(passedOn(), isSecret).words();
  }

  private List<RedactedText> look(String module, DatabaseUrl url) {
    return CurrentCommandLine.of("schema", "status", "--module", module)
        .administrator(url)
        .options(passedOn(), isSecret)
        .words();
  }

  private List<String> passedOn() {
    return line.today().stream().filter(word -> !NOT_PASSED_ON.contains(word)).toList();
  }
}
