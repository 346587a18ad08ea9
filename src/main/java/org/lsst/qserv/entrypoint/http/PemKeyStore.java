// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Reads a certificate chain and its private key from PEM files. */
final class PemKeyStore {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final String CONVERT =
      "convert it with 'openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW_KEY'";

  /** The algorithms of keys, each with a signature for a test of the key. */
  private static final Map<String, String> SIGNATURES =
      new TreeMap<>(Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA"));

  /** A key store in memory has no secret of its own. */
  static final char[] NO_PASSWORD = {};

  private PemKeyStore() {}

  /**
   * Returns a key store with the certificate and its key.
   *
   * @throws Failure with exit code 78 if a file cannot be read or does not contain what it should,
   *     or if the two do not belong together; the message contains nothing of the key
   */
  static KeyStore read(ServerCertificate files) {
    try {
      Certificate[] chain = chain(files.chain());
      PrivateKey key = key(files.key());
      if (!belongs(key, chain[0])) {
        throw files
            .key()
            .unusable(
                "is not the key of the certificate " + files.chain().path(),
                "provide a certificate and the key with which it was created");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", key, NO_PASSWORD, chain);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime lacks an algorithm", e);
    }
  }

  private static Certificate[] chain(PemFile file) throws CertificateException {
    byte[] text = file.read().getBytes(StandardCharsets.US_ASCII);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      Certificate[] chain =
          factory.generateCertificates(new ByteArrayInputStream(text)).toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
    } catch (CertificateException e) {
      throw noCertificate(file).causedBy(e);
    }
    throw noCertificate(file);
  }

  private static Failure noCertificate(PemFile file) {
    return file.unusable(
        "contains no valid certificate in PEM format",
        "provide a file that begins with '-----BEGIN CERTIFICATE-----'");
  }

  private static PrivateKey key(PemFile file) throws GeneralSecurityException {
    String text = file.read();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw file.unusable(
          "contains no private key in PKCS #8 without a password ('" + BEGIN + "')", CONVERT);
    }
    byte[] key;
    try {
      key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw file.unusable("contains a damaged private key", "provide the complete file")
          .causedBy(e);
    }
    for (String algorithm : SIGNATURES.keySet()) {
      Optional<PrivateKey> found = key(algorithm, new PKCS8EncodedKeySpec(key));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw file.unusable(
        "contains a damaged private key, or one that is not " + SIGNATURES.keySet(),
        "provide a key of one of these algorithms");
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

  /** Returns whether a signature of the key can be verified with the certificate. */
  private static boolean belongs(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    byte[] text = BEGIN.getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
    try {
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // the two have different algorithms
    }
  }
}
