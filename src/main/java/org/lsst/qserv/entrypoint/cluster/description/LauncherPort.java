// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.type.SettingType;

/**
 * The control port of launchers.
 *
 * @param port empty if they have none
 * @param tls whether it has a certificate
 */
record LauncherPort(Optional<Integer> port, boolean tls) {
  static final String PORT = "control-port";
  static final String TLS = "control-tls";
  static final LauncherPort NONE = new LauncherPort(Optional.empty(), false);

  /**
   * Reads the port of an instance, role or component; each absent field is that of the fallback.
   */
  static LauncherPort read(Fields fields, LauncherPort fallback) {
    return new LauncherPort(
        fields
            .read(PORT, SettingType.of(SettingType.Kind.PORT))
            .map(port -> Math.toIntExact((Long) port))
            .or(fallback::port),
        fields
            .read(TLS, SettingType.of(SettingType.Kind.BOOLEAN))
            .map(Boolean.class::cast)
            .orElse(fallback.tls()));
  }

  /** Returns a component whose launcher reports its state on this port, if there is one. */
  Target of(Target target) {
    return port.map(number -> target.withControlPort(tls ? "https" : "http", number))
        .orElse(target);
  }
}
