// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests a local socket with a server that hangs. */
@Timeout(30)
final class UnixSocketTest {
  private static final int TIMEOUT = 100;

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private ServerSocketChannel server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private UnixDomainSocketAddress address;

  @BeforeEach
  void listen() throws IOException {
    address = UnixDomainSocketAddress.of(directory.resolve("s"));
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(address, 1);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new UnixSocket(address, UnaryOperator.identity());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), TIMEOUT);
    socket.setSoTimeout(TIMEOUT);
    return socket;
  }

  @Test
  void timesOutAReadOperation() throws IOException {
    try (Socket socket = connected()) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void timesOutAWriteOperation() throws IOException {
    try (Socket socket = connected()) {
      assertThatThrownBy(() -> socket.getOutputStream().write(new byte[1 << 24]))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void timesOutAConnectIfTheQueueIsFull() throws IOException {
    List<Socket> queued = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (true) {
                  queued.add(connected());
                }
              })
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("its queue is full");
    } finally {
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }

  @Test
  void transfersBytesInBothDirections() throws IOException {
    try (Socket socket = connected();
        SocketChannel peer = server.accept()) {
      socket.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
      ByteBuffer received = ByteBuffer.allocate(8);
      peer.read(received);
      assertThat(received.array()).asString(StandardCharsets.UTF_8).isEqualTo("question");
      peer.write(ByteBuffer.wrap("answer".getBytes(StandardCharsets.UTF_8)));
      assertThat(socket.getInputStream().readNBytes(6))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("answer");
      peer.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void canBeClosedByAnotherThread() throws Exception {
    Socket socket = connected();
    socket.setSoTimeout(0);
    Thread closer = Thread.ofVirtual().start(() -> close(socket));
    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    closer.join();
    assertThat(socket.isClosed()).isTrue();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void abortsAReadOnInterrupt() throws IOException {
    try (Socket socket = connected()) {
      socket.setSoTimeout(0);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void failsToConnectWithoutAHandshake() {
    DatabaseUrl url =
        new DatabaseUrl("user", Optional.empty(), "", 0, "", address.getPath().toString());
    long start = System.nanoTime();
    assertThatThrownBy(() -> Connections.open(url, Duration.ofMillis(TIMEOUT)).close())
        .isInstanceOf(SQLException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
