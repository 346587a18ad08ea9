// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Determines the mode of a command that works on a role. */
public final class RoleMode {
  private RoleMode() {}

  /**
   * Returns the mode from the options of the command; else the mode of a running component of the
   * role in this container, because the command inherits the variables of the container; else the
   * mode from the settings.
   */
  public static Mode of(Host host, Settings settings, String role) throws IOException {
    return isGivenByOption(settings)
        ? Mode.of(settings.string("mode"))
        : inContainer(host, settings, role);
  }

  private static boolean isGivenByOption(Settings settings) {
    String origin = settings.origin("mode");
    return !origin.equals("default") && !origin.equals("from QSERV_MODE");
  }

  private static Mode inContainer(Host host, Settings settings, String role) throws IOException {
    return new StateFiles(Path.of(settings.string("paths.state")))
        .read(host).stream()
            .filter(state -> state.role().equals(role))
            .findFirst()
            .map(state -> state.mode().sources().effective().mode())
            .orElseGet(() -> ofSettings(settings));
  }

  /** Returns the mode of this container according to the settings. */
  public static Mode ofSettings(Settings settings) {
    return ModeSettings.sources(settings).effective().mode();
  }
}
