package org.lsst.qserv.entrypoint.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.function.UnaryOperator;

/** Presents the channel of a local (Unix domain) socket as the {@link Socket} the driver needs. */
final class UnixSocket extends Socket {
  private final UnixDomainSocketAddress address;
  private final SocketChannel channel;
  private final InputStream input;

  UnixSocket(UnixDomainSocketAddress address, UnaryOperator<InputStream> filter)
      throws IOException {
    this.address = address;
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    this.input = filter.apply(Channels.newInputStream(channel));
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    channel.connect(address);
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    channel.connect(address);
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  // A local socket has no such options, and the driver sets them unconditionally.

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setSoLinger(boolean on, int linger) {}
}
