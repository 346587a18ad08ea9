// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;

/** The help of an old command. */
final class LegacyHelp {
  private LegacyHelp() {}

  static String of(LegacyCommand command) {
    StringBuilder text = new StringBuilder();
    line(text, "Usage: entrypoint " + command.name() + " [OPTION]... [-- ARG...]");
    line(text, "An old command line of: entrypoint " + target(command));
    options(text, command, "Words behind -- go to the service.");
    return text.toString();
  }

  /** That of one that upgraded schemas. */
  static String ofUpgrade(LegacyCommand command) {
    StringBuilder text = new StringBuilder();
    line(text, "Usage: entrypoint " + command.name() + " [OPTION]...");
    line(text, "An old command line of: entrypoint init, entrypoint schema upgrade");
    options(text, command, "It counts as maintenance.");
    return text.toString();
  }

  private static void options(StringBuilder text, LegacyCommand command, String more) {
    line(text, "Values may refer to others as {{ other }}, with _ for -.");
    line(text, more);
    line(text, "Today's options may be added; entrypoint --help describes them.");
    for (LegacyOption option : command.options().values()) {
      line(text, "");
      line(text, "  " + head(option));
      line(text, "      " + option.meaning());
      today(option).forEach(fact -> line(text, "      " + fact));
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

  private static List<String> today(LegacyOption option) {
    List<String> facts = new ArrayList<>();
    option.otherwise().ifPresent(text -> facts.add("default: " + text));
    String value = option.isFlag() ? "=" + option.value() : "";
    option.setting().or(option::shown).ifPresent(name -> facts.add("today: " + name + value));
    return facts;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
