// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Tests that the filter changes only the handshake packet. The packets are those of MariaDB 10.11.
 */
final class HandshakeFilterTest {
  private static final String AFTER_VERSION =
      "07000000" // connection id
          + "4142434445464748" // first part of the seed
          + "00"; // filler

  private static final String REST = "15" + "000000000000" + "3d000000" + "515253545556575859";

  @Test
  void removesTwoCapabilitiesAndSetsTheCollation() throws IOException {
    assertThat(filtered(handshake("fef7", "08", "0200", "ff81")))
        .isEqualTo(handshake("fef6", "2d", "0200", "7f81"));
  }

  @Test
  void doesNotChangeAHandshakeWithoutThem() throws IOException {
    byte[] packet = handshake("fef6", "2d", "0200", "7f81");
    assertThat(filtered(packet)).isEqualTo(packet);
  }

  @Test
  void doesNotChangeTheBytesAfterTheHandshake() throws IOException {
    byte[] answer = packet("00000002000000ff".repeat(100));
    byte[] handshake = handshake("fef7", "08", "0200", "ff81");
    assertThat(filtered(concatenated(handshake, answer)))
        .isEqualTo(concatenated(filtered(handshake), answer));
  }

  @Test
  void doesNotChangeAnErrorPacket() throws IOException {
    byte[] packet =
        packet("ff1004" + hex("Too many connections, and then a text of more than that"));
    assertThat(filtered(packet)).isEqualTo(packet);
  }

  @Test
  void doesNotChangeATruncatedPacket() throws IOException {
    byte[] packet = handshake("fef7", "08", "0200", "ff81");
    for (int length : new int[] {0, 3, 4, 5, 9, 30}) {
      byte[] part = Arrays.copyOf(packet, length);
      assertThat(filtered(part)).isEqualTo(part);
    }
  }

  @Test
  void readsSingleBytesLikeBlocks() throws IOException {
    byte[] packet = handshake("fef7", "08", "0200", "ff81");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (HandshakeFilter filter = new HandshakeFilter(new ByteArrayInputStream(packet))) {
      for (int b = filter.read(); b >= 0; b = filter.read()) {
        bytes.write(b);
      }
    }
    assertThat(bytes.toByteArray()).isEqualTo(filtered(packet));
  }

  private static byte[] filtered(byte[] sent) throws IOException {
    try (HandshakeFilter filter = new HandshakeFilter(new ByteArrayInputStream(sent))) {
      return filter.readAllBytes();
    }
  }

  private static byte[] handshake(
      String capabilities, String collation, String status, String upperCapabilities) {
    return packet(
        "0a"
            + hex("5.5.5-10.11.14-MariaDB")
            + "00"
            + AFTER_VERSION
            + capabilities
            + collation
            + status
            + upperCapabilities
            + REST);
  }

  private static byte[] packet(String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    byte[] header = {(byte) bytes.length, (byte) (bytes.length >> 8), 0, 0};
    return concatenated(header, bytes);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }
}
