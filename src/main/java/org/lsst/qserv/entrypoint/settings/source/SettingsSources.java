// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.List;

/**
 * The options of a command line that specify settings, each in the order of the command line.
 *
 * @param assignments {@code -e KEY=VALUE} or {@code -e KEY}
 * @param environmentFiles {@code --env-file}
 * @param json {@code --json} JSON, {@code @FILE} or {@code -} for the standard input
 * @param files {@code --config}
 * @param legacy the settings of a legacy command line
 */
public record SettingsSources(
    List<String> assignments,
    List<String> environmentFiles,
    List<String> json,
    List<String> files,
    LegacyLineSettings legacy) {

  /** Creates the sources of a command line that is not a legacy one. */
  public SettingsSources(
      List<String> assignments,
      List<String> environmentFiles,
      List<String> json,
      List<String> files) {
    this(assignments, environmentFiles, json, files, LegacyLineSettings.NOTHING);
  }

  /** Returns sources without any option. */
  public static SettingsSources none() {
    return new SettingsSources(List.of(), List.of(), List.of(), List.of());
  }
}
