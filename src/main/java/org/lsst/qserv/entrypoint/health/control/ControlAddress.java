// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.util.Optional;
import org.lsst.qserv.entrypoint.http.ListenAddress;
import org.lsst.qserv.entrypoint.http.ServerCertificate;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * Where the control port listens, and who may use it.
 *
 * @param host the name or the address of a network interface
 * @param port the port; with 0 the system chooses one
 * @param token the token for changes; if empty, there are none
 * @param certificate the certificate for TLS; if empty, connections are not encrypted
 */
public record ControlAddress(
    String host, int port, Optional<Secret> token, Optional<ServerCertificate> certificate) {

  ListenAddress listener() {
    return new ListenAddress("control", host, port, certificate);
  }

  @Override
  public String toString() {
    return listener().toString();
  }
}
