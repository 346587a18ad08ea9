// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.util.List;
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;

/**
 * The settings of a legacy command line that are the same in all release lines.
 *
 * @param lines the release lines that have the command
 */
public record TestLegacySettings(String command, List<String> lines, TranslatedSettings settings)
    implements LegacyLineSettings {
  @Override
  public TranslatedSettings of(String line) {
    return settings;
  }
}
