// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/**
 * What the settings specify for all databases of a fleet.
 *
 * @param password the password for URLs without one
 * @param tls how all connections are encrypted
 */
public record FleetDefaults(Optional<Secret> password, Tls tls) {
  /** No password and no TLS. */
  public static final FleetDefaults NONE = new FleetDefaults(Optional.empty(), Tls.DISABLED);

  /** Returns the database of a URL. */
  FleetMember member(DatabaseUrl url) {
    return new FleetMember(password.map(url::withDefaultPassword).orElse(url).withTls(tls));
  }
}
