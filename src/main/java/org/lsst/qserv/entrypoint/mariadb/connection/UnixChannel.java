// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * A connection over a local (Unix domain) socket with a timeout for each operation, which the
 * streams of a blocking channel do not provide. One thread at a time may read, and one may write;
 * any thread may close it, which aborts their operations.
 */
public final class UnixChannel implements AutoCloseable {
  private static final Duration QUEUE_PAUSE = Duration.ofMillis(20);

  /** EAGAIN of {@code connect(2)}, for which the JDK has no exception of its own. */
  private static final String QUEUE_FULL = "Resource temporarily unavailable";

  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;

  private UnixChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.readable = selector(channel, SelectionKey.OP_READ);
    this.writable = selector(channel, SelectionKey.OP_WRITE);
  }

  private static Selector selector(SocketChannel channel, int operation) throws IOException {
    Selector selector = Selector.open();
    channel.register(selector, operation);
    return selector;
  }

  /**
   * Connects to a server. If the server hangs, its queue of pending connections fills up and the
   * kernel returns {@code EAGAIN}; connecting is then retried until the timeout.
   *
   * @param timeout 0 for no limit
   * @throws SocketTimeoutException if the queue is still full after the timeout
   */
  public static UnixChannel connect(UnixDomainSocketAddress address, Duration timeout)
      throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        return connect(address);
      } catch (SocketException e) {
        boolean timedOut = !timeout.isZero() && System.nanoTime() - start > timeout.toNanos();
        if (!QUEUE_FULL.equals(e.getMessage())) {
          throw e;
        }
        if (timedOut) {
          throw new SocketTimeoutException(
              "the server accepts no connection on " + address + ": its queue is full");
        }
        LockSupport.parkNanos(QUEUE_PAUSE.toNanos());
      }
    }
  }

  /** Does not block: a blocking connect would wait indefinitely for a place in the queue. */
  private static UnixChannel connect(UnixDomainSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      channel.connect(address);
      return new UnixChannel(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Returns the stream of bytes from the server.
   *
   * @param timeoutMillis evaluated before each read; 0 for no limit
   */
  InputStream input(IntSupplier timeoutMillis) {
    return new Input(timeoutMillis);
  }

  /**
   * Returns the stream of bytes to the server.
   *
   * @param timeoutMillis evaluated before each write; 0 for no limit
   */
  OutputStream output(IntSupplier timeoutMillis) {
    return new Output(timeoutMillis);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }

  private void await(Selector selector, int timeoutMillis) throws IOException {
    try {
      int selected = selector.select(timeoutMillis);
      selector.selectedKeys().clear();
      if (Thread.currentThread().isInterrupted()) {
        close(); // as a blocking channel does
        throw new ClosedByInterruptException();
      }
      if (selected == 0 && timeoutMillis > 0) {
        throw new SocketTimeoutException("the server does not answer");
      }
    } catch (ClosedSelectorException e) {
      throw new IOException("the socket is closed", e);
    }
  }

  private final class Input extends InputStream {
    private final IntSupplier timeoutMillis;

    Input(IntSupplier timeoutMillis) {
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
      int count = channel.read(target);
      while (count == 0 && length > 0) {
        await(readable, timeoutMillis.getAsInt());
        count = channel.read(target);
      }
      return count;
    }
  }

  private final class Output extends OutputStream {
    private final IntSupplier timeoutMillis;

    Output(IntSupplier timeoutMillis) {
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      ByteBuffer source = ByteBuffer.wrap(buffer, offset, length);
      while (source.hasRemaining()) {
        if (channel.write(source) == 0) {
          await(writable, timeoutMillis.getAsInt());
        }
      }
    }
  }
}
