// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * The options of a server that name places in its data directory, such as {@code log_error}. While
 * it is prepared elsewhere, they have to name places there.
 */
final class RelocatedOptions {
  /** Named by the preparation itself, or without meaning to it. */
  private static final Set<String> OTHERS = Set.of("datadir", "socket", "pid-file");

  private RelocatedOptions() {}

  /**
   * Returns the options to add to a command line.
   *
   * @param program the server and the options that name its configuration
   * @param from the data directory that the configuration means
   * @param to the one to use in its place
   */
  static List<String> of(List<String> program, Path from, Path to, CommandRunner tool)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("my_print_defaults");
    program.stream()
        .filter(word -> word.startsWith("--defaults") || word.equals("--no-defaults"))
        .forEach(command::add);
    command.add("--mysqld");
    return relocate(tool.run(command, "").lines().toList(), from, to);
  }

  /** Returns those of a server's options that are relocated, in their order. */
  static List<String> relocate(List<String> options, Path from, Path to) {
    List<String> relocated = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String value = equals < 0 ? "" : option.substring(equals + 1);
      if (value.startsWith("/")
          && Path.of(value).startsWith(from)
          && !OTHERS.contains(name(option.substring(0, equals)))) {
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
