// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * The options of a server with paths in its data directory, such as {@code log_error}. While the
 * database is created in a staging directory, they must refer to that one.
 */
final class RelocatedOptions {
  /** Options that the installer sets itself or that do not affect it. */
  private static final Set<String> EXCLUDED = Set.of("datadir", "socket", "pid-file");

  private RelocatedOptions() {}

  /**
   * Returns the options to add to a command line.
   *
   * @param program the server and the options that specify its configuration
   * @param from the data directory in the configuration
   * @param to the directory to use instead
   */
  static List<String> of(List<String> program, Path from, Path to, CommandRunner runner)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("my_print_defaults");
    program.stream()
        .filter(argument -> argument.startsWith("--defaults") || argument.equals("--no-defaults"))
        .forEach(command::add);
    command.add("--mysqld");
    return relocate(runner.run(command, "").lines().toList(), from, to);
  }

  /** Returns the relocated options with paths in the data directory, in their order. */
  static List<String> relocate(List<String> options, Path from, Path to) {
    List<String> relocated = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String value = equals < 0 ? "" : option.substring(equals + 1);
      if (value.startsWith("/")
          && Path.of(value).startsWith(from)
          && !EXCLUDED.contains(name(option.substring(0, equals)))) {
        Path relative = from.relativize(Path.of(value));
        relocated.add(option.substring(0, equals + 1) + to.resolve(relative));
      }
    }
    return relocated;
  }

  private static String name(String option) {
    return option.replaceFirst("^--", "").replace('_', '-');
  }
}
