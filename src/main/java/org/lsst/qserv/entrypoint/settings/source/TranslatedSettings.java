// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * What a command line of another vocabulary says, in the terms of this package.
 *
 * @param catalog what it changes in the catalog; below what {@code --config} says
 * @param given settings, just weaker than {@code -e}
 * @param variables further variables of templates and of the catalog, stronger than settings of the
 *     same name
 * @param aliases further names of variables
 * @param options settings with how such a command line gives them, for messages
 * @param environment variables that templates may use where nothing else has their name
 */
public record TranslatedSettings(
    Config catalog,
    List<Given> given,
    Map<String, Object> variables,
    Map<String, String> aliases,
    Map<String, String> options,
    Map<String, String> environment,
    List<Problem> problems,
    List<Problem> warnings) {

  /** Nothing: the command line is of today's. */
  public static final TranslatedSettings NOTHING =
      new TranslatedSettings(
          ConfigFactory.empty(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          List.of());

  /**
   * A setting with a value that is taken as it is.
   *
   * @param origin where somebody wrote it: {@code --db-uri}
   */
  public record Given(String setting, String value, String origin) {}
}
