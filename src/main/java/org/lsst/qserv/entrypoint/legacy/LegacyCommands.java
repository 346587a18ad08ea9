// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The legacy commands of a release line: those of the Python entry point. */
public final class LegacyCommands {
  private final Config legacy;

  /**
   * Creates the commands.
   *
   * @param legacy the description of the commands of a release line
   */
  public LegacyCommands(Config legacy) {
    this.legacy = legacy;
  }

  /** Returns the sorted names of the commands. */
  public Set<String> names() {
    return new TreeSet<>(legacy.getObject("commands").keySet());
  }

  /** Returns the sorted options, including dashes, of each command that this image supports. */
  public Map<String, List<String>> options() {
    Map<String, List<String>> options = new TreeMap<>();
    for (String name : names()) {
      if (LegacyUpgrade.isUpgrade(legacy, name)) {
        options.put(name, dashed(LegacyCommand.ofUpgrade(name, legacy)));
      } else if (!LegacyCommand.isUnavailable(name, legacy)) {
        options.put(name, dashed(LegacyCommand.of(name, legacy)));
      }
    }
    return options;
  }

  private static List<String> dashed(LegacyCommand command) {
    return command.options().values().stream().map(LegacyOption::dashed).sorted().toList();
  }

  /**
   * Translates a command line. Problems are collected in the result, so that the caller can report
   * them together with others.
   *
   * @param line the arguments after the command's name, up to {@code --}
   * @param arguments the arguments after {@code --}
   * @throws org.lsst.qserv.entrypoint.failure.Failure if this image does not support the command
   */
  public Translation translate(
      String command, List<String> line, List<String> arguments, Map<String, String> environment) {
    return new Translator(LegacyCommand.of(command, legacy), legacy, arguments, environment)
        .translate(line);
  }

  /** Returns the help of a command: its options, their defaults, and the corresponding settings. */
  public String help(String command) {
    if (LegacyUpgrade.isUpgrade(legacy, command)) {
      return LegacyHelp.ofUpgrade(LegacyCommand.ofUpgrade(command, legacy));
    }
    return LegacyHelp.of(LegacyCommand.of(command, legacy));
  }

  /** Returns the program of a command's service. */
  public String program(String command) {
    return LegacyCommand.of(command, legacy).program();
  }
}
