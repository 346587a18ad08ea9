// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.List;

/**
 * The settings of a legacy command line, which depend on the release line. The release line in turn
 * depends on other settings, so they are translated when it is known.
 */
public interface LegacyLineSettings {
  /** The settings of a command line that is not a legacy one. */
  LegacyLineSettings NOTHING =
      new LegacyLineSettings() {
        @Override
        public String command() {
          return "";
        }

        @Override
        public List<String> lines() {
          return List.of();
        }

        @Override
        public TranslatedSettings of(String line) {
          return TranslatedSettings.NOTHING;
        }
      };

  /** Returns the name of the legacy command; empty if it is not a legacy command line. */
  String command();

  /** Returns the release lines that have the command; empty if it is not a legacy command line. */
  List<String> lines();

  /** Returns the settings in a release line that has the command. */
  TranslatedSettings of(String line);
}
