// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which certificates and keys the control port can use. */
final class PemKeyStoreTest {
  @TempDir private static Path shared;

  private static ControlCertificate valid;

  @TempDir Path directory;

  @BeforeAll
  static void createACertificate() throws Exception {
    valid = TestCertificate.create(shared, "valid", "EC");
  }

  /** Returns a copy of the valid certificate. */
  private ControlCertificate copy() throws IOException {
    return new ControlCertificate(
        Files.copy(valid.chain(), directory.resolve("copy.pem")),
        Files.copy(valid.key(), directory.resolve("copy.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsAKeyOfEachAlgorithm(String algorithm) throws Exception {
    KeyStore store = PemKeyStore.read(TestCertificate.create(directory, "certificate", algorithm));

    assertThat(store.getCertificateChain("control")).hasSize(1);
    assertThat(store.getKey("control", PemKeyStore.NO_PASSWORD)).isNotNull();
  }

  @Test
  void readsAChainAndIgnoresTextAroundTheKey() throws Exception {
    ControlCertificate certificate = TestCertificate.createWithIssuer(directory, "certificate");
    String key = Files.readString(certificate.key());
    Files.writeString(
        certificate.key(), "a comment\n" + key.replace("\n", "\r\n") + "another one\n");

    assertThat(PemKeyStore.read(certificate).getCertificateChain("control")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----END PRIVATE KEY-----\nMIIE\n-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"
      })
  void namesAFileWithoutAUsableKey(String content) throws Exception {
    ControlCertificate certificate = copy();
    Files.writeString(certificate.key(), content);

    assertThatThrownBy(() -> PemKeyStore.read(certificate))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(certificate.key().toString())
        .hasMessageNotContaining("MIIE");
  }

  @Test
  void namesAFileWithoutACertificate() throws Exception {
    ControlCertificate certificate = copy();
    Files.writeString(certificate.chain(), "");

    assertThatThrownBy(() -> PemKeyStore.read(certificate))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage(certificate.chain() + " contains no certificate");
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    ControlCertificate certificate = copy();
    Files.delete(certificate.key());

    assertThatThrownBy(() -> PemKeyStore.read(certificate))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(certificate.key().toString());
  }
}
