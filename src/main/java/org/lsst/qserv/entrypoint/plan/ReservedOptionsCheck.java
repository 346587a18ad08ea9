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
 * Rejects program options that the launcher itself sets or relies on. Names are compared by the
 * rules of MariaDB's programs (https://mariadb.com/kb/en/mariadbd-options/): dashes and underscores
 * are equivalent, prefixes such as {@code loose-} are allowed, and an unambiguous prefix of the
 * name is sufficient.
 */
final class ReservedOptionsCheck {
  /** Prefixes of an option, which may be combined. */
  private static final List<String> PREFIXES =
      List.of("-", "loose-", "skip-", "disable-", "enable-", "maximum-", "autoset-");

  private final Settings settings;
  private final ReservedOptions reserved;

  ReservedOptionsCheck(Settings settings, ReservedOptions reserved) {
    this.settings = settings;
    this.reserved = reserved;
  }

  /** Checks the settings that are copied into the program's option file. */
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
      add(
          place,
          line.split("\\s", 2)[0],
          "is not allowed: the included file could set reserved options",
          "");
    } else if (!line.isEmpty() && "#;[".indexOf(line.charAt(0)) < 0) {
      checkName(place, line.split("=", 2)[0].strip());
    }
  }

  /** Checks the names of options, such as the keys of the map {@code args}. */
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
                "is reserved by the launcher (option " + option.getKey() + ")",
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
    String stripped = name.toLowerCase(Locale.ROOT).replace('_', '-');
    for (Optional<String> prefix = prefix(stripped);
        prefix.isPresent();
        prefix = prefix(stripped)) {
      stripped = stripped.substring(prefix.get().length());
    }
    return stripped;
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
