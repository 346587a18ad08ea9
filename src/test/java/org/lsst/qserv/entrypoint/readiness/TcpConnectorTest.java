// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests connections to names with several addresses; 127.0.0.0/8 belongs to this machine. */
final class TcpConnectorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static InetAddress address(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  private static ServerSocket listen(String address) throws IOException {
    return new ServerSocket(0, 1, address(address));
  }

  private static InetAddress connected(int port, String... addresses) throws IOException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(address(address));
    }
    try (Socket socket = TcpConnector.connect(all, port, TIMEOUT)) {
      return socket.getInetAddress();
    }
  }

  @Test
  void connectsToTheFirstAddressThatAccepts() throws IOException {
    try (ServerSocket server = listen("127.0.0.3")) {
      assertThat(connected(server.getLocalPort(), "127.0.0.2", "127.0.0.3"))
          .isEqualTo(address("127.0.0.3"));
    }
  }

  @Test
  void leavesTimeForOtherAddressesIfOneDoesNotRespond() throws IOException {
    try (ServerSocket silent = listen("127.0.0.2");
        ServerSocket _ = new ServerSocket(silent.getLocalPort(), 9, address("127.0.0.3"))) {
      List<Socket> queued = fillTheQueue(silent);
      try {
        assertThat(connected(silent.getLocalPort(), "127.0.0.2", "127.0.0.3"))
            .isEqualTo(address("127.0.0.3"));
      } finally {
        for (Socket socket : queued) {
          socket.close();
        }
      }
    }
  }

  /** Makes the kernel drop further connection requests, as if the host were gone. */
  private static List<Socket> fillTheQueue(ServerSocket server) throws IOException {
    List<Socket> queued = new ArrayList<>();
    try {
      while (true) {
        Socket socket = new Socket();
        queued.add(socket);
        socket.connect(server.getLocalSocketAddress(), 100);
      }
    } catch (IOException e) {
      return queued;
    }
  }

  @Test
  void reportsEveryAddressThatRefuses() throws IOException {
    int port;
    try (ServerSocket server = listen("127.0.0.2")) {
      port = server.getLocalPort();
    }
    assertThatThrownBy(() -> connected(port, "127.0.0.2", "127.0.0.3"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("127.0.0.2: ")
        .hasMessageContaining("127.0.0.3: ");
    assertThatThrownBy(() -> connected(port, "127.0.0.2"))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Connection refused");
  }

  @Test
  void doesNotReportARefusalIfOneAddressDoesNotRespond() throws IOException {
    try (ServerSocket silent = listen("127.0.0.2")) {
      List<Socket> queued = fillTheQueue(silent);
      try {
        assertThatThrownBy(() -> connected(silent.getLocalPort(), "127.0.0.2", "127.0.0.3"))
            .isExactlyInstanceOf(SocketException.class)
            .hasMessageContaining("127.0.0.2: ");
      } finally {
        for (Socket socket : queued) {
          socket.close();
        }
      }
    }
  }

  @Test
  void reportsANameWithoutAnAddressAsUnknown() {
    assertThatThrownBy(() -> TcpConnector.connect("no.such.host.invalid", 1, TIMEOUT))
        .isInstanceOf(UnknownHostException.class);
  }
}
