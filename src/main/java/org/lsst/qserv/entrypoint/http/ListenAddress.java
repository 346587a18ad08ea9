// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param settings the prefix of the settings that determine it, such as {@code control}
 * @param host the name or the address of a network interface
 * @param port the port; with 0 the system chooses one
 * @param certificate the certificate for TLS; if empty, connections are not encrypted
 */
public record ListenAddress(
    String settings, String host, int port, Optional<ServerCertificate> certificate) {

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
