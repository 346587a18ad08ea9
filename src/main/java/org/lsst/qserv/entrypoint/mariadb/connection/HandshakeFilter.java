// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes the server's initial handshake packet so that the driver negotiates the session that the
 * {@code mariadb} client gets. The driver requests every capability that it knows and the server
 * offers, and repeats the server's collation. It has no option for these three:
 *
 * <ul>
 *   <li>{@code CLIENT_IGNORE_SPACE} is removed: it adds {@code IGNORE_SPACE} to {@code sql_mode}
 *   <li>{@code CLIENT_SESSION_TRACK} is removed: with it the driver changes {@code
 *       session_track_system_variables}, and closes the connection as soon as a script selects a
 *       character set other than UTF-8
 *   <li>the collation becomes the one that the client sends with {@code
 *       --default-character-set=utf8mb4}
 * </ul>
 *
 * <p>The layout of the packet is that of <a
 * href="https://mariadb.com/docs/server/reference/clientserver-protocol/1-connecting/connection">the
 * protocol's documentation</a>. Not thread safe.
 */
final class HandshakeFilter extends InputStream {
  private static final int PACKET_HEADER = 4;
  private static final int PROTOCOL_VERSION = 10;

  /** From the end of the server version: connection id, first part of the seed, a filler. */
  private static final int VERSION_TO_CAPABILITIES = 4 + 8 + 1;

  // From here on: capabilities (2 bytes), collation (1), status (2), upper capabilities (2).
  private static final int IGNORE_SPACE_BYTE = 1;
  private static final int IGNORE_SPACE = 1;
  private static final int COLLATION_BYTE = 2;
  private static final byte UTF8MB4_GENERAL_CI = 45;
  private static final int SESSION_TRACK_BYTE = 5;
  private static final int SESSION_TRACK = 1 << 7;

  private final InputStream server;
  private @Nullable ByteArrayInputStream handshake;

  HandshakeFilter(InputStream server) {
    this.server = server;
  }

  @Override
  public int read() throws IOException {
    int fromHandshake = handshake().read();
    return fromHandshake >= 0 ? fromHandshake : server.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int fromHandshake = handshake().read(buffer, offset, length);
    return fromHandshake >= 0 ? fromHandshake : server.read(buffer, offset, length);
  }

  @Override
  public int available() throws IOException {
    return (handshake == null ? 0 : handshake.available()) + server.available();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private ByteArrayInputStream handshake() throws IOException {
    if (handshake == null) {
      handshake = new ByteArrayInputStream(filtered(firstPacket()));
    }
    return handshake;
  }

  /** Returns the first packet with its header, or as much of it as the server sent. */
  private byte[] firstPacket() throws IOException {
    byte[] header = server.readNBytes(PACKET_HEADER);
    if (header.length < PACKET_HEADER) {
      return header;
    }
    int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    byte[] body = server.readNBytes(length);
    byte[] packet = Arrays.copyOf(header, PACKET_HEADER + body.length);
    System.arraycopy(body, 0, packet, PACKET_HEADER, body.length);
    return packet;
  }

  /** Changes the packet if it is a handshake; an error packet, for instance, does not change. */
  private static byte[] filtered(byte[] packet) {
    if (packet.length <= PACKET_HEADER || packet[PACKET_HEADER] != PROTOCOL_VERSION) {
      return packet;
    }
    int version = PACKET_HEADER + 1;
    while (version < packet.length && packet[version] != 0) {
      version++;
    }
    int capabilities = version + 1 + VERSION_TO_CAPABILITIES;
    if (capabilities + SESSION_TRACK_BYTE < packet.length) {
      packet[capabilities + IGNORE_SPACE_BYTE] &= (byte) ~IGNORE_SPACE;
      packet[capabilities + COLLATION_BYTE] = UTF8MB4_GENERAL_CI;
      packet[capabilities + SESSION_TRACK_BYTE] &= (byte) ~SESSION_TRACK;
    }
    return packet;
  }
}
