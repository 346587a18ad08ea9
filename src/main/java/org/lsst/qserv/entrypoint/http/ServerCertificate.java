// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

/**
 * The files of a server's certificate.
 *
 * @param chain the certificate, followed by those of its issuers
 * @param key the private key, in PKCS #8 and without a password
 */
public record ServerCertificate(PemFile chain, PemFile key) {

  /**
   * Checks that the files contain a certificate and its key.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if they do not
   */
  public void check() {
    var _ = PemKeyStore.read(this);
  }
}
