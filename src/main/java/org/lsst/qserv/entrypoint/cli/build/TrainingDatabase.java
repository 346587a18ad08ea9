// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stub of a database server for a training run: accepts every login, answers each query that
 * selects with one row, and every other command with OK. The packets are those of <a
 * href="https://mariadb.com/docs/server/reference/clientserver-protocol">the protocol's
 * documentation</a>.
 */
final class TrainingDatabase implements AutoCloseable {
  private static final int HEADER = 4;
  private static final int HANDSHAKE = 0;
  private static final int REPLY_TO_LOGIN = 2;
  private static final int REPLY_TO_COMMAND = 1;

  /** Command {@code COM_QUIT}. */
  private static final int QUIT = 1;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /** OK, no rows, no identifier, status autocommit, no warnings. */
  private static final byte[] OK = HEX.parseHex("00 00 00 02 00 00 00");

  /** The number of columns, an integer column with the name 1, a row with 1, and the end. */
  private static final List<byte[]> ROW =
      Stream.of(
              "01",
              "03 64 65 66 00 00 00 01 31 00 00 0c 3f 00 01 00 00 00 03 81 00 00 00 00",
              "01 31",
              "fe 00 00 02 00 00 00")
          .map(HEX::parseHex)
          .toList();

  private final ServerSocketChannel server;

  private TrainingDatabase(ServerSocketChannel server) {
    this.server = server;
  }

  /** Opens a server that serves one session after the other until it is closed. */
  static TrainingDatabase open(SocketAddress address) throws IOException {
    ServerSocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    TrainingDatabase database = new TrainingDatabase(channel.bind(address));
    Thread.ofPlatform().daemon().start(database::serve);
    return database;
  }

  /** Returns the port of a server that does not listen on a local socket. */
  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel session = server.accept()) {
        serve(Channels.newInputStream(session), Channels.newOutputStream(session));
      } catch (IOException e) {
        // the session is over, or the server was closed
      }
    }
  }

  private static void serve(InputStream in, OutputStream out) throws IOException {
    send(out, HANDSHAKE, handshake());
    receive(in);
    send(out, REPLY_TO_LOGIN, OK);
    for (byte[] command = receive(in); command.length > 0 && command[0] != QUIT; ) {
      int sequence = REPLY_TO_COMMAND;
      for (byte[] packet : isSelect(command) ? ROW : List.of(OK)) {
        send(out, sequence++, packet);
      }
      command = receive(in);
    }
  }

  private static boolean isSelect(byte[] command) {
    return new String(command, StandardCharsets.UTF_8).regionMatches(true, 1, "select", 0, 6);
  }

  /**
   * Protocol 10, version, connection, seed, capabilities, collation, status, and plugin. The
   * capabilities include those of 10.11 that change the classes in use: results without EOF packets
   * and extended metadata.
   */
  private static byte[] handshake() {
    return HEX.parseHex(
        String.join(
            " ",
            "0a",
            text("10.11.18-MariaDB"),
            "01 00 00 00 31 31 31 31 31 31 31 31 00",
            "08 a2 2d 02 00 18 01 15 00 00 00 00 00 00 08 00 00 00",
            "31 31 31 31 31 31 31 31 31 31 31 31 00",
            text("mysql_native_password")));
  }

  /** Returns the bytes of a text and of the zero at its end. */
  private static String text(String text) {
    return HEX.formatHex((text + '\0').getBytes(StandardCharsets.UTF_8));
  }

  private static void send(OutputStream out, int sequence, byte[] body) throws IOException {
    byte[] packet = new byte[HEADER + body.length];
    packet[0] = (byte) body.length;
    packet[HEADER - 1] = (byte) sequence;
    System.arraycopy(body, 0, packet, HEADER, body.length);
    out.write(packet);
  }

  /** Returns the body of the next packet; empty at the end of the session. */
  private static byte[] receive(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) {
      return new byte[0];
    }
    return in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
