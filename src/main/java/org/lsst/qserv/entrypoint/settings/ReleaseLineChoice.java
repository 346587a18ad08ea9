// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;

/**
 * The choice of a release line: that of the setting, else the only one that has the legacy command,
 * else the one whose programs are in the image.
 *
 * @param candidates the release lines that are possible; several if the choice is undetermined
 * @param reason why they are possible
 */
record ReleaseLineChoice(List<String> candidates, String reason) {
  /** The setting that chooses a release line. */
  static final String SETTING = "release-line";

  /** Returns the chosen line, or the first candidate. */
  String name() {
    return candidates.getFirst();
  }

  boolean isDetermined() {
    return candidates.size() == 1;
  }

  /**
   * A value of the setting.
   *
   * @param origin the source that sets it: {@code from -e}
   */
  record LineSetting(String value, String origin) {}

  /**
   * Makes the choice.
   *
   * @param setting the value of the setting, if it is set; an invalid one is ignored here
   * @throws Failure with exit code 78 if the setting contradicts the legacy command
   */
  static ReleaseLineChoice of(
      Host host, BundledFiles bundled, Optional<LineSetting> setting, LegacyLineSettings legacy) {
    List<String> lines = bundled.releaseLines();
    List<String> ofCommand = legacy.lines().isEmpty() ? lines : legacy.lines();
    if (setting.isPresent() && lines.contains(setting.get().value())) {
      return explicit(setting.get(), ofCommand, legacy);
    }
    if (ofCommand.size() == 1) {
      return new ReleaseLineChoice(
          ofCommand, "only this release line has the command '" + legacy.command() + "'");
    }
    List<String> found = bundled.linesOfImage(host);
    if (found.size() == 1) {
      return new ReleaseLineChoice(
          found, "the image contains " + String.join(", ", bundled.programs(found.getFirst())));
    }
    return found.isEmpty()
        ? new ReleaseLineChoice(ofCommand, "the image contains the programs of no release line")
        : new ReleaseLineChoice(
            found, "the image contains the programs of " + String.join(" and ", found));
  }

  private static ReleaseLineChoice explicit(
      LineSetting setting, List<String> ofCommand, LegacyLineSettings legacy) {
    if (!ofCommand.contains(setting.value())) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the command '"
              + legacy.command()
              + "' belongs to release line "
              + String.join(" and ", ofCommand)
              + ", and "
              + SETTING
              + " is "
              + setting.value()
              + " ("
              + setting.origin()
              + ")",
          "remove the setting, or use a command of release line " + setting.value());
    }
    return new ReleaseLineChoice(
        List.of(setting.value()), SETTING + "=" + setting.value() + " " + setting.origin());
  }
}
