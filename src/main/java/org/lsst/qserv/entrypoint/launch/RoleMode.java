// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.StateRecord;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.Settings;

/** The mode that a command goes by which works on a role. */
public final class RoleMode {
  private RoleMode() {}

  /**
   * What the command's own options say; else what a component of the role says that lives in this
   * container, whose variables the command has, too; else what the settings say.
   */
  public static Mode of(Host host, Settings settings, String role) throws IOException {
    return saysItself(settings)
        ? Mode.of(settings.string("mode"))
        : inContainer(host, settings, role);
  }

  private static boolean saysItself(Settings settings) {
    String origin = settings.origin("mode");
    return !origin.equals("default") && !origin.equals("from QSERV_MODE");
  }

  private static Mode inContainer(Host host, Settings settings, String role) throws IOException {
    return new StateFiles(Path.of(settings.string("paths.state")))
        .read().stream()
            .filter(state -> state.role().equals(role) && state.incarnation().isAlive(host))
            .findFirst()
            .map(StateRecord::mode)
            .orElseGet(() -> ofSettings(settings));
  }

  /** What the settings say, a mode file before {@code mode}. */
  public static Mode ofSettings(Settings settings) {
    Optional<Path> file = settings.find("mode-file").map(String::valueOf).map(Path::of);
    return EffectiveMode.read(file, settings.string("mode")).mode();
  }
}
