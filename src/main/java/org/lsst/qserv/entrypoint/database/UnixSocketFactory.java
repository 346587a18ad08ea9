package org.lsst.qserv.entrypoint.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * Lets the driver talk over the server's local socket without a native library. The driver names
 * this class in its option {@code socketFactory} and the path in {@code localSocketAddress}.
 */
public final class UnixSocketFactory extends ConfigurableSocketFactory {
  static final String PATH = "unixSocketPath";

  private String path = "";

  @Override
  public void setConfiguration(Configuration configuration, String host) {
    this.path = configuration.nonMappedOptions().getProperty(PATH);
  }

  @Override
  public Socket createSocket() throws IOException {
    return new UnixSocket(UnixDomainSocketAddress.of(path));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  /** A channel in the form that the driver knows. */
  private static final class UnixSocket extends Socket {
    private final UnixDomainSocketAddress address;
    private final SocketChannel channel;

    UnixSocket(UnixDomainSocketAddress address) throws IOException {
      this.address = address;
      this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
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
      return Channels.newInputStream(channel);
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

    // a local socket has no such options, and the driver sets them blindly

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
}
