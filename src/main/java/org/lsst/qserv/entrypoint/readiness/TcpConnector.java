// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.host.SocketDeadline;

/**
 * Opens TCP connections. A name may have several addresses of which only some accept connections:
 * IPv4 and IPv6 of a dual-stack host, or the pods of a headless Service. All of them are tried.
 */
public final class TcpConnector {
  private TcpConnector() {}

  /**
   * Connects to the first address of a host that accepts, in the order in which the resolver
   * returns them. An unresponsive address uses at most its share of the remaining time.
   *
   * @param host a name or an address; an IPv6 address may be in brackets
   * @param timeout the timeout for all addresses combined, excluding name resolution
   * @throws java.net.UnknownHostException if the name has no address
   * @throws ConnectException if every address refuses the connection
   * @throws IOException if no address accepts it
   */
  public static Socket connect(String host, int port, Duration timeout) throws IOException {
    return connect(List.of(InetAddress.getAllByName(host)), port, timeout);
  }

  /** Connects to the first address that accepts. */
  static Socket connect(List<InetAddress> addresses, int port, Duration timeout)
      throws IOException {
    SocketDeadline deadline = SocketDeadline.in(timeout);
    Failures failures = new Failures();
    for (int i = 0; i < addresses.size(); i++) {
      InetSocketAddress address = new InetSocketAddress(addresses.get(i), port);
      int share = Math.max(1, deadline.remainingMillis() / (addresses.size() - i));
      try {
        return connect(address, share);
      } catch (IOException e) {
        failures.add(addresses.get(i), e);
      }
    }
    throw failures.combined();
  }

  private static Socket connect(InetSocketAddress address, int timeoutMillis) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, timeoutMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The failures of all addresses. */
  private static final class Failures {
    private final Map<InetAddress, IOException> byAddress = new LinkedHashMap<>();

    void add(InetAddress address, IOException failure) {
      byAddress.put(address, failure);
    }

    IOException combined() {
      if (byAddress.size() == 1) {
        return byAddress.values().iterator().next();
      }
      String reasons =
          byAddress.entrySet().stream()
              .map(entry -> entry.getKey().getHostAddress() + ": " + entry.getValue().getMessage())
              .collect(Collectors.joining(", "));
      boolean isRefused = byAddress.values().stream().allMatch(ConnectException.class::isInstance);
      return isRefused ? new ConnectException(reasons) : new SocketException(reasons);
    }
  }
}
