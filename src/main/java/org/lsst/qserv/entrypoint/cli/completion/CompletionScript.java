// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script of bash or zsh. It contains all candidates, so that a completion does not
 * start a JVM.
 */
final class CompletionScript {
  private static final String FUNCTION =
      """
      # Completion of the command entrypoint; bash: source <(entrypoint completion bash)
      _entrypoint() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        local first='' second='' word skip='' i key
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ -n $skip ]]; then skip=''; continue; fi
          case $word in
            --) return ;;
            @VALUED@) skip=yes ;;
            -*|=) ;;
            *) if [[ -z $first ]]; then first=$word; elif [[ -z $second ]]; then second=$word; fi ;;
          esac
        done
        case $previous in
          -e)
            COMPREPLY=($(compgen -S = -W '@SETTINGS@' -- "$current"))
            compopt -o nospace 2>/dev/null
            return ;;
          --config|--env-file) COMPREPLY=($(compgen -f -- "$current")); return ;;
      @VALUES@
          @VALUED@) return ;;
        esac
        key=$first
        case "$first $second" in
      @NESTED@
        esac
        if [[ $current == -* ]]; then
          case $key in
      @OPTIONS@
          esac
          return
        fi
        if [[ -z $first ]]; then
          COMPREPLY=($(compgen -W '@FIRST@' -- "$current"))
          return
        fi
        [[ -z $second ]] || return
        case $first in
      @SECOND@
        esac
      }
      complete -F _entrypoint entrypoint
      """;

  private final CommandLine model;
  private final Map<String, List<String>> components;
  private final Map<String, List<String>> optionValues;
  private final List<String> settings;
  private final Map<String, List<String>> legacyCommands;

  /**
   * Creates a script.
   *
   * @param model all commands
   * @param components the components of each role
   * @param optionValues the values of options whose labels do not list them
   * @param settings the names of all settings
   * @param legacyCommands the options of each legacy command
   */
  CompletionScript(
      CommandLine model,
      Map<String, List<String>> components,
      Map<String, List<String>> optionValues,
      List<String> settings,
      Map<String, List<String>> legacyCommands) {
    this.optionValues = optionValues;
    this.model = model;
    this.components = components;
    this.settings = settings;
    this.legacyCommands = legacyCommands;
  }

  /** Returns the script for bash. */
  String bash() {
    Map<String, List<String>> second = new TreeMap<>(components);
    commands(model).forEach((name, command) -> second.put(name, below(name, command)));
    List<String> first = new ArrayList<>(components.keySet());
    first.addAll(commands(model).keySet());
    first.addAll(legacyCommands.keySet());
    return FUNCTION
        .replace("@VALUED@", String.join("|", valued()))
        .replace("@SETTINGS@", String.join(" ", settings))
        .replace("@VALUES@", lines(4, values()))
        .replace("@NESTED@", nested())
        .replace("@OPTIONS@", lines(6, options()))
        .replace("@FIRST@", String.join(" ", first))
        .replace("@SECOND@", lines(4, second));
  }

  /** Returns the script for zsh, which supports bash completions. */
  String zsh() {
    return "#compdef entrypoint\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
  }

  private static Map<String, CommandLine> commands(CommandLine parent) {
    Map<String, CommandLine> commands = new TreeMap<>(parent.getSubcommands());
    commands.values().removeIf(command -> command.getCommandSpec().usageMessage().hidden());
    return commands;
  }

  /**
   * Returns the candidates after a command: its subcommands, the values in its label, or the roles.
   */
  private List<String> below(String name, CommandLine command) {
    if (!commands(command).isEmpty()) {
      return List.copyOf(commands(command).keySet());
    }
    String label =
        command.getCommandSpec().positionalParameters().stream()
            .findFirst()
            .map(parameter -> parameter.paramLabel())
            .orElse("");
    return label.contains("|") ? labelValues(label) : name.isEmpty() ? List.of() : roles(label);
  }

  private List<String> roles(String label) {
    return label.equals("ROLE") ? List.copyOf(components.keySet()) : List.of();
  }

  private static List<String> labelValues(String label) {
    return List.of(label.split("\\|", -1));
  }

  private List<OptionSpec> allOptions() {
    List<OptionSpec> options = new ArrayList<>(model.getCommandSpec().options());
    commands(model)
        .values()
        .forEach(command -> {
          options.addAll(command.getCommandSpec().options());
          commands(command).values().forEach(one -> options.addAll(one.getCommandSpec().options()));
        });
    return options;
  }

  /** Returns the options that take a value. */
  private List<String> valued() {
    return allOptions().stream()
        .filter(option -> option.arity().max() > 0)
        .map(OptionSpec::longestName)
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the values of each option whose label lists them. */
  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    allOptions().stream()
        .filter(option -> option.paramLabel().contains("|") && !option.paramLabel().contains("@"))
        .forEach(option ->
            values.merge(
                option.longestName(), labelValues(option.paramLabel()), CompletionScript::union));
    values.putAll(optionValues);
    return values;
  }

  private static List<String> union(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  private String nested() {
    return commands(model).entrySet().stream()
        .flatMap(command ->
            commands(command.getValue()).keySet().stream()
                .map(name ->
                    "    '"
                        + command.getKey()
                        + " "
                        + name
                        + "') key='"
                        + command.getKey()
                        + " "
                        + name
                        + "' ;;"))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Returns the options of each command. Those of a launch have the name {@code *}, which must be
   * last.
   */
  private Map<String, List<String>> options() {
    Map<String, List<String>> options = new LinkedHashMap<>();
    commands(model)
        .forEach((name, command) -> {
          options.put("'" + name + "'", names(command));
          commands(command)
              .forEach((below, one) -> options.put("'" + name + " " + below + "'", names(one)));
        });
    legacyCommands.forEach((name, own) -> options.put("'" + name + "'", own));
    options.put("*", names(model));
    return options;
  }

  private static List<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .sorted()
        .toList();
  }

  private static String lines(int indent, Map<String, List<String>> candidates) {
    return candidates.entrySet().stream()
        .map(entry ->
            " ".repeat(indent)
                + entry.getKey()
                + ") COMPREPLY=($(compgen -W '"
                + String.join(" ", entry.getValue())
                + "' -- \"$current\")); return ;;")
        .collect(Collectors.joining("\n"));
  }
}
