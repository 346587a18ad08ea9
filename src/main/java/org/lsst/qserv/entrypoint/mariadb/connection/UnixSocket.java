// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Presents the channel of a local (Unix domain) socket as the {@link Socket} the driver needs, with
 * the timeouts that the driver sets.
 */
final class UnixSocket extends Socket {
  private final UnixDomainSocketAddress address;
  private final UnaryOperator<InputStream> filter;
  private @Nullable UnixChannel channel;
  private @Nullable InputStream input;
  private volatile int timeoutMillis;
  private volatile boolean closed;

  UnixSocket(UnixDomainSocketAddress address, UnaryOperator<InputStream> filter) {
    this.address = address;
    this.filter = filter;
  }

  /** Connects to the server's socket and ignores the address that the driver has resolved. */
  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    UnixChannel opened = UnixChannel.connect(address, Duration.ofMillis(timeout));
    channel = opened;
    input = filter.apply(opened.input(this::getSoTimeout));
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  /** Returns the same stream at every call, because the filter treats its beginning specially. */
  @Override
  public InputStream getInputStream() throws IOException {
    return connected(input);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return connected(channel).output(this::getSoTimeout);
  }

  private static <T> T connected(@Nullable T part) throws IOException {
    if (part == null) {
      throw new IOException("the socket is not connected");
    }
    return part;
  }

  @Override
  public boolean isConnected() {
    return channel != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }

  /** The driver sets it for the handshake, and again for statements. */
  @Override
  public void setSoTimeout(int timeout) {
    timeoutMillis = timeout;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  // A local socket has no such options, and the driver sets them unconditionally.

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSoLinger(boolean on, int linger) {}
}
