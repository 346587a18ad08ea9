// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of the launcher's log, which are shortcuts for the settings of the same names. */
public final class GlobalOptions {
  private final OptionSpec level =
      option(
          "--log-level", "LEVEL", "Log level: CRITICAL, ERROR, WARNING, INFO (default) or DEBUG.");
  private final OptionSpec format =
      option("--log-format", "FORMAT", "Log format: text (default) or json.");

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

  /** Returns the given options as assignments of settings. */
  List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    add(assignments, "log.level", level);
    add(assignments, "log.format", format);
    return assignments;
  }

  private static void add(List<String> assignments, String setting, OptionSpec option) {
    String value = option.getValue();
    if (value != null) {
      assignments.add(setting + "=" + value);
    }
  }
}
