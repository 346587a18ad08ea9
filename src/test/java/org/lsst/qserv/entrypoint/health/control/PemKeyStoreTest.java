// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

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
    return TestCertificate.files(
        Files.copy(valid.chain().path(), directory.resolve("copy.pem")),
        Files.copy(valid.key().path(), directory.resolve("copy.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsAKeyOfEachAlgorithm(String algorithm) throws Exception {
    KeyStore store = PemKeyStore.read(TestCertificate.create(directory, "own", algorithm));

    assertThat(store.getCertificateChain("control")).hasSize(1);
    assertThat(store.getKey("control", PemKeyStore.NO_PASSWORD)).isNotNull();
  }

  @Test
  void readsAChainAndIgnoresTextAroundTheKey() throws Exception {
    ControlCertificate own = TestCertificate.createWithIssuer(directory, "own");
    Path file = own.key().path();
    String key = Files.readString(file);
    Files.writeString(file, "a comment\n" + key.replace("\n", "\r\n") + "another one\n");

    assertThat(PemKeyStore.read(own).getCertificateChain("control")).hasSize(2);
  }

  private static void assertRefused(ControlCertificate files, String message) {
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
  void namesAFileWithoutAUsableKeyAndWhatNamesIt(String content) throws Exception {
    ControlCertificate own = copy();
    Files.writeString(own.key().path(), content);

    assertRefused(own, "control.key (from QSERV_CONTROL__KEY): " + own.key().path() + " contains ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n"})
  void namesAFileWithoutACertificate(String content) throws Exception {
    ControlCertificate own = copy();
    Files.writeString(own.chain().path(), content);

    assertRefused(
        own,
        "control.certificate (from -e): "
            + own.chain().path()
            + " contains no valid certificate in PEM format\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void refusesTheKeyOfAnotherCertificate(String algorithm) throws Exception {
    ControlCertificate own = copy();
    ControlCertificate other = TestCertificate.create(directory, "other", algorithm);

    assertRefused(
        new ControlCertificate(own.chain(), other.key()),
        "control.key (from QSERV_CONTROL__KEY): "
            + other.key().path()
            + " is not the key of the certificate "
            + own.chain().path());
  }

  @Test
  void namesTheReasonOfAFileThatCannotBeRead() throws Exception {
    ControlCertificate own = copy();
    Files.delete(own.key().path());
    String key = "control.key (from QSERV_CONTROL__KEY): " + own.key().path();
    assertRefused(own, key + " cannot be read (no such file)\nfix: correct the path");

    Files.createDirectory(own.key().path());
    assertRefused(own, key + " cannot be read (it is a directory)\nfix: specify a file");
  }
}
