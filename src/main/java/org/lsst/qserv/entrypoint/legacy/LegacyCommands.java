// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The commands of the old entry point. */
public final class LegacyCommands {
  private final Config legacy;

  /**
   * The commands.
   *
   * @param legacy their description, {@code legacy.conf}
   */
  public LegacyCommands(Config legacy) {
    this.legacy = legacy;
  }

  /** Their names, sorted. */
  public Set<String> names() {
    return new TreeSet<>(legacy.getObject("commands").keySet());
  }

  /** The options of each command that this image can do, as they are written, sorted. */
  public Map<String, List<String>> options() {
    Map<String, List<String>> options = new TreeMap<>();
    for (String name : names()) {
      if (LegacyUpgrade.isOne(legacy, name)) {
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
   * Translates a command line. What is wrong with it is kept in the result, to be reported together
   * with what else is found.
   *
   * @param words what follows the command's name
   * @param arguments what stands behind {@code --}
   * @throws org.lsst.qserv.entrypoint.failure.Failure if this image cannot do what the command did
   */
  public Translation translate(
      String command, List<String> words, List<String> arguments, Map<String, String> environment) {
    return new Translator(LegacyCommand.of(command, legacy), legacy, arguments, environment)
        .translate(words);
  }

  /** The options of a command with their defaults, and what each is today. */
  public String help(String command) {
    if (LegacyUpgrade.isOne(legacy, command)) {
      return LegacyHelp.ofUpgrade(LegacyCommand.ofUpgrade(command, legacy));
    }
    return LegacyHelp.of(LegacyCommand.of(command, legacy));
  }

  /** The program of a command's service. */
  public String program(String command) {
    return LegacyCommand.of(command, legacy).program();
  }
}
