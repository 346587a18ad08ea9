// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.cli.option.HelpSection;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Formats the help of a command so that it fits a screen: options by section, the first sentence of
 * each subcommand, at most {@value #WIDTH} columns. Picocli's own page repeats each option in its
 * synopsis.
 */
final class HelpPage {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";
  private static final Set<String> GENERAL =
      Set.of("--help", "--version", "--log-level", "--log-format");

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private HelpPage(CommandSpec command) {
    this.command = command;
  }

  /** Returns the help of a command. */
  static String of(CommandSpec command) {
    return new HelpPage(command).text();
  }

  private String text() {
    line(usage());
    wrap(String.join(" ", command.usageMessage().description()), 0, page);
    command
        .positionalParameters()
        .forEach(argument -> entry(argument.paramLabel(), description(argument)));
    options("", own(false));
    sections().forEach(this::options);
    options("General:", own(true));
    commands();
    if (!visible().isEmpty()) {
      wrap(
          "Run '" + command.qualifiedName() + " COMMAND --help' for details of a command.",
          0,
          page);
    }
    for (String footer : command.usageMessage().footer()) {
      wrap(footer, 0, page);
    }
    return page.toString();
  }

  private String usage() {
    List<String> parts = new ArrayList<>(List.of("Usage:", command.qualifiedName()));
    parts.add("[OPTION]...");
    for (PositionalParamSpec argument : command.positionalParameters()) {
      parts.add(argument.paramLabel());
    }
    boolean isOnlyGroup = command.positionalParameters().isEmpty();
    if (!visible().isEmpty()) {
      parts.add(isOnlyGroup ? "COMMAND" : "| COMMAND");
    }
    return String.join(" ", parts);
  }

  private List<OptionSpec> own(boolean general) {
    return command.options().stream()
        .filter(option -> option.descriptionKey() == null)
        .filter(option -> GENERAL.contains(option.longestName()) == general)
        .toList();
  }

  /** The options of each {@link HelpSection}, in the order in which they were added. */
  private Map<String, List<OptionSpec>> sections() {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (option.descriptionKey() != null) {
        sections.computeIfAbsent(option.descriptionKey(), _ -> new ArrayList<>()).add(option);
      }
    }
    return sections;
  }

  private void options(String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    if (!heading.isEmpty()) {
      line(heading);
    }
    for (OptionSpec option : options) {
      entry(signature(option), description(option));
    }
  }

  private void commands() {
    if (visible().isEmpty()) {
      return;
    }
    line("Commands:");
    visible()
        .forEach((name, one) -> {
          String text = String.join(" ", one.getCommandSpec().usageMessage().description());
          entry(name, firstSentence(text));
        });
  }

  private Map<String, CommandLine> visible() {
    Map<String, CommandLine> commands = new LinkedHashMap<>(command.subcommands());
    commands.values().removeIf(one -> one.getCommandSpec().usageMessage().hidden());
    return commands;
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end + 1);
    int colon = sentence.indexOf(": ");
    return colon < 0 ? sentence : sentence.substring(0, colon) + ".";
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private static String signature(OptionSpec option) {
    String name = option.longestName();
    String separator = name.startsWith("--") ? "=" : " ";
    return option.arity().max() > 0 ? name + separator + option.paramLabel() : name;
  }

  private void entry(String name, String description) {
    List<String> names = new ArrayList<>(visible().keySet());
    command.positionalParameters().forEach(argument -> names.add(argument.paramLabel()));
    command.options().forEach(option -> names.add(signature(option)));
    entry(name, column(names), description, page);
  }

  /** Returns the column of the descriptions next to these names. */
  static int column(Collection<String> names) {
    return names.stream().mapToInt(String::length).max().orElse(0) + 2 * INDENT.length();
  }

  /** Appends a name and, from a column on, its description. */
  static void entry(String name, int column, String description, StringBuilder page) {
    String start = INDENT + name;
    wrap(start + " ".repeat(column - start.length()) + description, column, page);
  }

  /**
   * Appends a text in lines of at most {@value #WIDTH} columns.
   *
   * @param indent how far lines after the first are indented
   */
  private static void wrap(String text, int indent, StringBuilder page) {
    String rest = text;
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      if (space <= indent) {
        break; // one word that is longer than a line
      }
      page.append(rest.substring(0, space).stripTrailing()).append('\n');
      rest = " ".repeat(indent) + rest.substring(space + 1);
    }
    page.append(rest).append('\n');
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
