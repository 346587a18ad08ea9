// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.List;

/**
 * What the command line says about settings, in the order in which it was given.
 *
 * @param assignments {@code -e KEY=VALUE} or {@code -e KEY}
 * @param environmentFiles {@code --env-file}
 * @param json {@code --json} JSON, {@code @FILE} or {@code -} for the standard input
 * @param files {@code --config}
 * @param translated what a command line of the old entry point says
 */
public record SettingsSources(
    List<String> assignments,
    List<String> environmentFiles,
    List<String> json,
    List<String> files,
    TranslatedSettings translated) {

  /** What a command line of today's says. */
  public SettingsSources(
      List<String> assignments,
      List<String> environmentFiles,
      List<String> json,
      List<String> files) {
    this(assignments, environmentFiles, json, files, TranslatedSettings.NOTHING);
  }

  /** Nothing said. */
  public static SettingsSources none() {
    return new SettingsSources(List.of(), List.of(), List.of(), List.of());
  }
}
