// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.man;

import java.util.List;
import java.util.Locale;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command and its subcommands, in the macros of man(7). */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /** Returns the page. */
  static String of(CommandSpec command) {
    return new ManPage().text(command);
  }

  private String text(CommandSpec command) {
    macro("TH", command.name().toUpperCase(Locale.ROOT), "1");
    macro("SH", "NAME");
    line(command.name() + " - " + description(command));
    macro("SH", "SYNOPSIS");
    synopsis(command);
    commands(command);
    macro("SH", "OPTIONS");
    arguments(command);
    macro("SH", "COMMANDS");
    describeCommands(command);
    exitStatus();
    return page.toString();
  }

  private void commands(CommandSpec command) {
    for (CommandSpec one : subcommands(command)) {
      if (subcommands(one).isEmpty()) {
        page.append(".br\n");
        synopsis(one);
      }
      commands(one);
    }
  }

  private void describeCommands(CommandSpec command) {
    for (CommandSpec one : subcommands(command)) {
      macro("SS", one.qualifiedName());
      line(description(one));
      arguments(one);
      for (String footer : one.usageMessage().footer()) {
        macro("P");
        line(footer);
      }
      describeCommands(one);
    }
  }

  private void synopsis(CommandSpec command) {
    StringBuilder text = new StringBuilder(bold(command.qualifiedName()));
    text.append(" [\\fIOPTION\\fR]...");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      text.append(' ').append(italic(parameter.paramLabel()));
    }
    page.append(text).append('\n');
  }

  private void arguments(CommandSpec command) {
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(italic(parameter.paramLabel()), parameter.description());
    }
    for (OptionSpec option : command.options()) {
      String name = option.longestName();
      String value =
          option.arity().max() == 0
              ? ""
              : (name.startsWith("--") ? "=" : " ") + italic(option.paramLabel());
      item(bold(name) + value, option.description());
    }
  }

  private void item(String term, String[] description) {
    macro("TP");
    page.append(term).append('\n');
    line(String.join(" ", description));
  }

  private void exitStatus() {
    macro("SH", "EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      item(
          bold(String.valueOf(code.number())),
          new String[] {code.name().toLowerCase(Locale.ROOT).replace('_', ' ')});
    }
    macro("P");
    line("The exit status of a launched service is its own.");
  }

  private static List<CommandSpec> subcommands(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(one -> !one.usageMessage().hidden())
        .toList();
  }

  private static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument)).append('"');
    }
    page.append('\n');
  }

  private void line(String text) {
    page.append(escaped(text)).append('\n');
  }

  /** A dot or an apostrophe at the start of a line would be a macro, and a dash a hyphen. */
  private static String escaped(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> ascii.append(c < 128 ? Character.toString(c) : "\0[u%04X]".formatted(c)));
    String escaped =
        ascii
            .toString()
            .replace("\\", "\\e")
            .replace("\0", "\\")
            .replace("-", "\\-")
            .replace("\"", "\\(dq");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
