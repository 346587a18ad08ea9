// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.Written;
import org.lsst.qserv.entrypoint.legacy.LegacyOption.Kind;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;

/**
 * An old command line together with the files that it names.
 *
 * @param options what was written last comes last
 * @param today the words that are options of today
 */
record LegacyCommandLine(
    Map<LegacyOption, Written> options, Map<String, Raw> variables, List<String> today) {

  /**
   * Reads the words and the files: of options the line is stronger, of variables the line, then
   * their own file, then the options file.
   *
   * @param variables understands {@code NAME=VALUE}
   */
  static LegacyCommandLine read(
      LegacyCommand command,
      Config legacy,
      List<String> words,
      TranslationProblems findings,
      BiFunction<List<Written>, TranslationProblems, Map<String, Raw>> variables) {
    LegacyArguments line = new LegacyArguments(command, legacy, words, findings);
    LegacyFiles files = new LegacyFiles(command, legacy, findings);
    of(line.options(), Kind.OPTIONS_FILE).ifPresent(files::readOptions);
    Map<LegacyOption, Written> written = new LinkedHashMap<>(files.options());
    line.options()
        .forEach((option, text) -> {
          written.remove(option); // the order tells which of two flags for one setting came last
          written.put(option, text);
        });
    Map<String, Raw> raw = variables.apply(files.variables(), findings);
    of(written, Kind.VARIABLES_FILE).ifPresent(file -> raw.putAll(files.readVariables(file)));
    raw.putAll(variables.apply(line.variables(), findings));
    return new LegacyCommandLine(written, raw, line.today());
  }

  /** What was given for the option of a kind. */
  Optional<Written> of(Kind kind) {
    return of(options, kind);
  }

  private static Optional<Written> of(Map<LegacyOption, Written> written, Kind kind) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
