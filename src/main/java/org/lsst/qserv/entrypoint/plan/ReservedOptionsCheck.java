// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.ReservedOptions;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * Refuses options of a program that would move what the launcher relies on. A name is compared as
 * MariaDB's programs read it (https://mariadb.com/kb/en/mariadbd-options/): a dash is an
 * underscore, {@code loose-} and its like may stand before it, and a unique beginning is enough.
 */
final class ReservedOptionsCheck {
  /** What may stand before a name, repeatedly. */
  private static final List<String> PREFIXES =
      List.of("-", "loose-", "skip-", "disable-", "enable-", "maximum-", "autoset-");

  private final Settings settings;
  private final ReservedOptions reserved;

  ReservedOptionsCheck(Settings settings, ReservedOptions reserved) {
    this.settings = settings;
    this.reserved = reserved;
  }

  /** Checks the settings that become lines of the program's option file. */
  void checkLines() {
    for (String setting : reserved.lines()) {
      settings
          .text(setting.replace('-', '_'))
          .ifPresent(text ->
              text.value()
                  .lines()
                  .map(String::strip)
                  .forEach(
                      line -> checkLine(setting + " (" + settings.origin(setting) + ")", line)));
    }
  }

  private void checkLine(String place, String line) {
    if (line.startsWith("!")) {
      add(place, line.split("\\s", 2)[0], "could set any option", "");
    } else if (!line.isEmpty() && "#;[".indexOf(line.charAt(0)) < 0) {
      checkName(place, line.split("=", 2)[0].strip());
    }
  }

  /** Checks options by name, as the map {@code args} has them. */
  void checkNames(String place, Set<String> names) {
    names.forEach(name -> checkName(place + "." + name, name));
  }

  /** Checks arguments of a command line. */
  void checkArguments(String place, List<String> arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        checkName(place, argument.split("=", 2)[0]);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        checkName(place, argument.substring(1, 2));
      }
    }
  }

  private void checkName(String place, String name) {
    find(name)
        .ifPresent(option ->
            add(
                place,
                name,
                "sets " + option.getKey() + ", which the launcher relies on",
                option.getValue()));
  }

  private Optional<Map.Entry<String, String>> find(String name) {
    String given = normalized(name);
    return new TreeMap<>(reserved.options())
        .entrySet().stream()
            .filter(option ->
                (option.getKey().length() == 1 || name.length() == 1)
                    ? option.getKey().equals(name)
                    : !given.isEmpty() && normalized(option.getKey()).startsWith(given))
            .findFirst();
  }

  private static String normalized(String name) {
    String left = name.toLowerCase(Locale.ROOT).replace('_', '-');
    for (Optional<String> prefix = prefix(left); prefix.isPresent(); prefix = prefix(left)) {
      left = left.substring(prefix.get().length());
    }
    return left;
  }

  private static Optional<String> prefix(String name) {
    return PREFIXES.stream().filter(name::startsWith).findFirst();
  }

  private void add(String place, String name, String reason, String instead) {
    settings
        .problems()
        .add(
            Problem.configuration(
                place + ": '" + name + "' " + reason,
                instead.isEmpty() ? "remove it" : "remove it, and use " + instead));
  }
}
