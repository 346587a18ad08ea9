// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** URLs on the hosts of an instance. */
final class HostUrl {
  private HostUrl() {}

  /**
   * Returns a URL on a host; empty if the host is neither a DNS name nor an IP address.
   *
   * @param host an address of IPv6 has no brackets
   * @param query null for none
   */
  static Optional<URI> of(
      String scheme, String host, int port, String path, @Nullable String query) {
    try {
      URI uri = new URI(scheme, null, host, port, path, query, null);
      return inUrl(host).equals(uri.getHost()) && uri.getPort() == port
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns a host as a URL contains it: an address of IPv6 in brackets. */
  static String inUrl(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
