// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;

/** Formats the help of a legacy command. */
final class LegacyHelp {
  private LegacyHelp() {}

  static String of(LegacyCommand command) {
    StringBuilder text = new StringBuilder();
    line(text, "Usage: entrypoint " + command.name() + " [OPTION]... [-- ARG...]");
    line(text, "Legacy form of 'entrypoint " + target(command) + "'.");
    options(text, command, "Arguments after -- are passed to the service.");
    return text.toString();
  }

  /** Returns the help of a command that upgrades schemas. */
  static String ofUpgrade(LegacyCommand command) {
    StringBuilder text = new StringBuilder();
    line(text, "Usage: entrypoint " + command.name() + " [OPTION]...");
    line(text, "Legacy form of 'entrypoint init' and 'entrypoint schema upgrade'.");
    options(text, command, "The command runs in mode maintenance.");
    return text.toString();
  }

  private static void options(StringBuilder text, LegacyCommand command, String more) {
    line(text, "Values may refer to each other as {{ name }}, with _ instead of -.");
    line(text, more);
    line(text, "The options of the current command are also accepted; see 'entrypoint --help'.");
    for (LegacyOption option : command.options().values()) {
      line(text, "");
      line(text, "  " + head(option));
      line(text, "      " + option.description());
      details(option).forEach(detail -> line(text, "      " + detail));
    }
  }

  private static String target(LegacyCommand command) {
    return command.role() + " " + command.component();
  }

  private static String head(LegacyOption option) {
    String shortName = option.shortName().isEmpty() ? "" : option.shortName() + ", ";
    String label = option.isFlag() ? "" : "=" + option.kind().label();
    return shortName + option.dashed() + label;
  }

  private static List<String> details(LegacyOption option) {
    List<String> details = new ArrayList<>();
    option.defaultValue().ifPresent(text -> details.add("default: " + text));
    String value = option.isFlag() ? "=" + option.value() : "";
    option
        .setting()
        .or(option::shown)
        .ifPresent(name -> details.add("replaced by: " + name + value));
    return details;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
