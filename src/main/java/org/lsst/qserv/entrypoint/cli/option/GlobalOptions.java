// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options about the launcher's own log: short for the settings of the same names. */
public final class GlobalOptions {
  private final OptionSpec level =
      option(
          "--log-level", "LEVEL", "What is logged: ERROR, WARNING, INFO (the default) or DEBUG.");
  private final OptionSpec format =
      option("--log-format", "FORMAT", "How: text for people (the default), json for machines.");

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  public void addTo(CommandSpec command) {
    command.addOption(level).addOption(format);
  }

  /** The options as settings. */
  List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    add(assignments, "log.level", level);
    add(assignments, "log.format", format);
    return assignments;
  }

  private static void add(List<String> assignments, String setting, OptionSpec option) {
    String word = option.getValue();
    if (word != null) {
      assignments.add(setting + "=" + word);
    }
  }
}
