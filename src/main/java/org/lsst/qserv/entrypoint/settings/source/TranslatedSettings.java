// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * The settings of a legacy command line.
 *
 * @param catalog changes to the catalog, with lower precedence than those in {@code --config}
 * @param settings settings with the precedence just below {@code -e}
 * @param variables additional variables for templates and the catalog, which take precedence over
 *     settings of the same name
 * @param aliases additional names of variables
 * @param options the legacy option of each setting, for messages
 * @param environment environment variables that templates may use if no other variable has the name
 */
public record TranslatedSettings(
    Config catalog,
    List<LegacySetting> settings,
    Map<String, Object> variables,
    Map<String, String> aliases,
    Map<String, String> options,
    Map<String, String> environment,
    List<Problem> problems,
    List<Problem> warnings) {

  /** No settings: the command line is not a legacy one. */
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
   * A setting with a literal value.
   *
   * @param origin where the value was set: {@code --db-uri}
   */
  public record LegacySetting(String setting, String value, String origin) {}
}
