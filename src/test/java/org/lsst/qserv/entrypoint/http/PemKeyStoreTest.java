// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests which certificates and keys a server can use. */
final class PemKeyStoreTest {
  @TempDir private static Path shared;

  private static ServerCertificate valid;

  @TempDir Path directory;

  @BeforeAll
  static void createACertificate() throws Exception {
    valid = TestCertificate.create(shared, "valid", "EC");
  }

  /** Returns a copy of the valid certificate. */
  private ServerCertificate copy() throws IOException {
    return TestCertificate.files(
        Files.copy(valid.chain().path(), directory.resolve("copy.pem")),
        Files.copy(valid.key().path(), directory.resolve("copy.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsAKeyOfEachAlgorithm(String algorithm) throws Exception {
    KeyStore store = PemKeyStore.read(TestCertificate.create(directory, "certificate", algorithm));

    assertThat(store.getCertificateChain("server")).hasSize(1);
    assertThat(store.getKey("server", PemKeyStore.NO_PASSWORD)).isNotNull();
  }

  @Test
  void readsAChainAndIgnoresTextAroundTheKey() throws Exception {
    ServerCertificate certificate = TestCertificate.createWithIssuer(directory, "certificate");
    Path file = certificate.key().path();
    String key = Files.readString(file);
    Files.writeString(file, "a comment\n" + key.replace("\n", "\r\n") + "another one\n");

    assertThat(PemKeyStore.read(certificate).getCertificateChain("server")).hasSize(2);
  }

  private static void assertRefused(ServerCertificate files, String message) {
    assertThatThrownBy(files::check)
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageStartingWith("error: " + message)
        .hasMessageContaining("\nfix: ")
        .hasMessageNotContaining("MIIE");
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
  void reportsAFileWithoutAUsableKeyAndItsSetting(String content) throws Exception {
    ServerCertificate certificate = copy();
    Files.writeString(certificate.key().path(), content);

    assertRefused(
        certificate,
        "control.key (from QSERV_CONTROL__KEY): " + certificate.key().path() + " contains ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n"})
  void reportsAFileWithoutACertificate(String content) throws Exception {
    ServerCertificate certificate = copy();
    Files.writeString(certificate.chain().path(), content);

    assertRefused(
        certificate,
        "control.certificate (from -e): "
            + certificate.chain().path()
            + " contains no valid certificate in PEM format\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void refusesTheKeyOfAnotherCertificate(String algorithm) throws Exception {
    ServerCertificate certificate = copy();
    ServerCertificate other = TestCertificate.create(directory, "other", algorithm);

    assertRefused(
        new ServerCertificate(certificate.chain(), other.key()),
        "control.key (from QSERV_CONTROL__KEY): "
            + other.key().path()
            + " is not the key of the certificate "
            + certificate.chain().path());
  }

  @Test
  void reportsWhyAFileCannotBeRead() throws Exception {
    ServerCertificate certificate = copy();
    Files.delete(certificate.key().path());
    String key = "control.key (from QSERV_CONTROL__KEY): " + certificate.key().path();
    assertRefused(certificate, key + " cannot be read (no such file)\nfix: correct the path");

    Files.createDirectory(certificate.key().path());
    assertRefused(certificate, key + " cannot be read (it is a directory)\nfix: specify a file");
  }
}
