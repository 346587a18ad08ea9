// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;

/**
 * A legacy command line together with the files to which it refers.
 *
 * @param options the options in the order given
 * @param currentOptions the current options on the line
 */
record LegacyCommandLine(
    Map<LegacyOption, GivenValue> options,
    Map<String, Raw> variables,
    List<String> currentOptions) {

  /**
   * Reads a command line and its files. Options on the line override those in the options file;
   * variables on the line override those in their own file, which override those in the options
   * file.
   *
   * @param variables parses {@code NAME=VALUE}
   */
  static LegacyCommandLine read(
      LegacyCommand command,
      Config legacy,
      List<String> arguments,
      TranslationProblems problems,
      BiFunction<List<GivenValue>, TranslationProblems, Map<String, Raw>> variables) {
    LegacyArguments line = new LegacyArguments(command, legacy, arguments, problems);
    LegacyFiles files = new LegacyFiles(command, legacy, problems);
    of(line.options(), Kind.OPTIONS_FILE).ifPresent(files::readOptions);
    Map<LegacyOption, GivenValue> written = new LinkedHashMap<>(files.options());
    line.options()
        .forEach((option, text) -> {
          written.remove(
              option); // the order determines which of two flags for one setting takes effect
          written.put(option, text);
        });
    Map<String, Raw> raw = variables.apply(files.variables(), problems);
    of(written, Kind.VARIABLES_FILE).ifPresent(file -> raw.putAll(files.readVariables(file)));
    raw.putAll(variables.apply(line.variables(), problems));
    return new LegacyCommandLine(written, raw, line.currentOptions());
  }

  /** Returns the value of the option of a kind, if it was given. */
  Optional<GivenValue> of(Kind kind) {
    return of(options, kind);
  }

  private static Optional<GivenValue> of(Map<LegacyOption, GivenValue> written, Kind kind) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
