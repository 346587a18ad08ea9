// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * Creates the driver's sockets where its built-in ones do not suffice: for the server's local
 * socket, which needs no native library this way, and for sessions that must equal those of the
 * {@code mariadb} client.
 *
 * <p>The driver instantiates this class by the name in its option {@code socketFactory}.
 */
public final class DriverSocketFactory extends ConfigurableSocketFactory {
  /** The driver option with the path of the server's local socket; absent for TCP. */
  static final String PATH = "unixSocketPath";

  /** The driver option for a session like that of the client: {@code "true"} or absent. */
  static final String CLIENT_SESSION = "clientSession";

  private String path = "";
  private UnaryOperator<InputStream> input = UnaryOperator.identity();

  @Override
  public void setConfiguration(Configuration configuration, String host) {
    Properties options = configuration.nonMappedOptions();
    path = options.getProperty(PATH, "");
    if (Boolean.parseBoolean(options.getProperty(CLIENT_SESSION))) {
      input = HandshakeFilter::new;
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    return path.isEmpty()
        ? new FilteredSocket(input)
        : new UnixSocket(UnixDomainSocketAddress.of(path), input);
  }

  // The driver calls only createSocket(): it connects the socket itself.

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
