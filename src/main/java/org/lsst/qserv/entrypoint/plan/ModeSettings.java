// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Reads the sources of the mode from the settings. */
public final class ModeSettings {
  private ModeSettings() {}

  /** Returns everything that determines the mode of this container. */
  public static ModeSources sources(Settings settings) {
    return new ModeSources(
        settings.find("mode-file").map(String::valueOf).map(Path::of),
        Path.of(settings.string("paths.mode")),
        Mode.of(settings.string("mode")));
  }

  /**
   * Returns the effective mode. If its file is invalid, adds that to the problems of the settings,
   * and returns the mode of the setting, so that the remaining problems are found.
   */
  static EffectiveMode effective(Settings settings) {
    ModeSources sources = sources(settings);
    try {
      return sources.effective();
    } catch (Failure e) {
      e.problems().forEach(settings.problems()::add);
      return sources.ofSetting();
    }
  }
}
