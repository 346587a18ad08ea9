// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.TextFile;

/** Reads a certificate chain and its private key from PEM files. */
final class PemKeyStore {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** A key store in memory has no secret of its own. */
  static final char[] NO_PASSWORD = {};

  private PemKeyStore() {}

  /**
   * Returns a key store with the certificate and its key.
   *
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if a file does not contain what it should, or the two do not
   *     belong together; the message contains nothing of the key
   */
  static KeyStore read(ControlCertificate files) throws IOException, GeneralSecurityException {
    Certificate[] chain = chain(files.chain());
    PrivateKey key = key(files.key());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("control", key, NO_PASSWORD, chain);
    return store;
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    byte[] text = TextFile.read(file).getBytes(StandardCharsets.US_ASCII);
    Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(text))
            .toArray(Certificate[]::new);
    if (chain.length == 0) {
      throw new GeneralSecurityException(file + " contains no certificate");
    }
    return chain;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String text = TextFile.read(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(
          file + " contains no private key in PKCS #8 without a password ('" + BEGIN + "')");
    }
    byte[] key;
    try {
      key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(file + " contains a damaged private key", e);
    }
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> found = key(algorithm, new PKCS8EncodedKeySpec(key));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new GeneralSecurityException(file + " contains a key that is not " + ALGORITHMS);
  }

  /** Returns the key; empty if it is one of another algorithm. */
  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }
}
