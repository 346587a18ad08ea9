// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;
import org.lsst.qserv.entrypoint.legacy.Translation.Entry;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings.LegacySetting;

/** Translates one legacy command line into settings. */
final class Translator {
  private static final String ROLES = "roles";
  private static final String COMMAND = "command";
  private static final String ARGUMENTS = "extended_args";
  private static final String OVER_TCP = "_over_tcp";

  /**
   * The variable in the component's description for the arguments of a command given by the user.
   */
  private static final String COMMAND_ARGUMENTS = "legacy_command";

  private static final ConfigValue NONE = ConfigValueFactory.fromAnyRef(null);

  private final LegacyCommand command;
  private final Config legacy;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final TranslationProblems problems = new TranslationProblems();
  private final List<LegacySetting> given = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Object> variables = new TreeMap<>();
  private final Map<String, String> aliases;
  private Config description;
  private boolean commandTakesArguments;

  Translator(
      LegacyCommand command,
      Config legacy,
      List<String> arguments,
      Map<String, String> environment) {
    this.command = command;
    this.legacy = legacy;
    this.arguments = arguments;
    this.environment = environment;
    this.aliases = new TreeMap<>(command.variables());
    this.description = command.description();
  }

  Translation translate(List<String> line) {
    LegacyCommandLine read =
        LegacyCommandLine.read(command, legacy, line, problems, LegacyVariables::read);
    Map<LegacyOption, GivenValue> written = read.options();
    Map<String, Raw> raw = read.variables();
    LegacyValues values = new LegacyValues(command, written, raw, arguments, environment);
    written.forEach((option, text) -> flag(option, text.origin()));
    command.options().values().forEach(option -> option(option, values));
    raw.forEach((name, value) -> variable(name, value, values));
    read.of(Kind.COMMAND).ifPresent(text -> command(text, values));
    variables.put(ARGUMENTS, arguments);
    new ServiceArguments(command, legacy).read(arguments, given, entries);
    new UnusedVariables(command, written, raw).warn(problems);
    return translation(read.currentOptions());
  }

  private Translation translation(List<String> currentOptions) {
    Config catalog =
        description
            .atPath(ConfigUtil.joinPath(ROLES, command.role(), "components", command.component()))
            .withFallback(
                command.settings().atPath(ConfigUtil.joinPath(ROLES, command.role(), "settings")));
    return new Translation(
        command.name(),
        command.role(),
        command.component(),
        currentOptions,
        commandTakesArguments ? List.of() : arguments,
        entries,
        new TranslatedSettings(
            catalog,
            given,
            variables,
            aliases,
            dashedOptions(),
            environment,
            problems.problems(),
            problems.warnings()));
  }

  private Map<String, String> dashedOptions() {
    Map<String, String> dashed = new TreeMap<>();
    command
        .options()
        .values()
        .forEach(option -> option.setting().ifPresent(name -> dashed.put(name, option.dashed())));
    return dashed;
  }

  private void flag(LegacyOption option, String origin) {
    if (option.isFlag()) {
      String setting = option.setting().orElseThrow();
      given.add(new LegacySetting(setting, option.value(), origin));
      entries.add(
          new Entry(option.dashed(), Optional.of(setting), RedactedText.plain(option.value())));
      variables.put(option.variable(), true);
    }
  }

  private void option(LegacyOption option, LegacyValues values) {
    if (!option.hasValue()) {
      return;
    }
    Optional<Raw> raw = values.given(option);
    if (raw.isPresent()) {
      guarded(() -> value(option, raw.get().origin(), values));
      return;
    }
    Optional<String> reference = option.defaultValue().flatMap(Substitution::onlyName);
    if (option.setting().isPresent()) {
      alias(option, option.setting().get().replace('-', '_'), "");
    } else if (reference.isPresent()) {
      alias(option, reference.get(), OVER_TCP);
    } else {
      option
          .defaultValue()
          .ifPresent(text -> variables.put(option.variable(), RedactedText.plain(text)));
    }
  }

  /**
   * Gives an option that was not given the value of its setting, or of the option to which its
   * default refers.
   */
  private void alias(LegacyOption option, String name, String suffix) {
    aliases.put(option.variable(), name);
    if (option.kind() == Kind.URL) {
      aliases.put(option.variable() + OVER_TCP, name + suffix);
    }
  }

  private void value(LegacyOption option, String origin, LegacyValues values) {
    RedactedText text = LegacyValues.text(values.value(option.variable()).orElseThrow());
    variables.put(option.variable(), text);
    if (option.kind() == Kind.URL) {
      variables.put(option.variable() + OVER_TCP, LegacyUrl.overTcp(text.value()));
    }
    option
        .setting()
        .ifPresent(setting -> given.add(new LegacySetting(setting, text.value(), origin)));
    entries.add(entry(option, text));
    description = option.whenGiven().withFallback(description);
  }

  private static Entry entry(LegacyOption option, RedactedText text) {
    boolean isSetting = option.shown().filter(name -> name.indexOf(' ') >= 0).isEmpty();
    return isSetting
        ? new Entry(option.dashed(), option.setting().or(option::shown), text)
        : new Entry(
            option.dashed(), Optional.empty(), RedactedText.plain(option.shown().orElse("")));
  }

  /** Adds a variable that is not an option, which only templates use. */
  private void variable(String name, Raw raw, LegacyValues values) {
    boolean isOption =
        command.options().values().stream()
            .anyMatch(option -> option.hasValue() && option.variable().equals(name));
    if (isOption) {
      return;
    }
    guarded(() -> {
      Object value = values.value(name).orElseThrow();
      variables.put(name, forTemplates(value));
      aliases.remove(name);
      entries.add(
          new Entry(raw.origin(), Optional.empty(), RedactedText.plain("a template variable")));
    });
  }

  private static Object forTemplates(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(element -> LegacyValues.text(element).value()).toList()
        : value;
  }

  private void command(GivenValue text, LegacyValues values) {
    guarded(() -> {
      List<RedactedText> commandLine = new CommandArguments(values).of(text);
      commandTakesArguments = text.text().contains(ARGUMENTS);
      variables.put(COMMAND_ARGUMENTS, commandLine);
      Config changed =
          ConfigFactory.parseMap(
                  Map.of(COMMAND, List.of("{{ " + COMMAND_ARGUMENTS + " }}")), text.origin())
              .withValue("args", NONE);
      if (commandLine.isEmpty() || !commandLine.getFirst().value().equals(command.program())) {
        // the readiness check applies only to the service's own program
        changed = changed.withValue("ready", NONE);
      }
      description = changed.withFallback(description);
      entries.add(
          new Entry(
              text.origin(),
              Optional.of(COMMAND),
              RedactedText.plain(CommandArguments.json(commandLine))));
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
}
