// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the certificate of the server, and reads it again when its file changes: certificates
 * are renewed more often than databases are restarted.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeyManager.class);

  private final ControlCertificate files;
  private FileTime loaded;
  private X509ExtendedKeyManager current;

  private ReloadingKeyManager(ControlCertificate files)
      throws IOException, GeneralSecurityException {
    this.files = files;
    this.loaded = modification();
    this.current = read();
  }

  /**
   * Returns the TLS context of a server.
   *
   * @throws Failure with exit code 78 if the certificate or its key cannot be used
   */
  static SSLContext context(ControlCertificate files) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ReloadingKeyManager(files)}, null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "control.certificate, control.key: cannot be used (" + e.getMessage() + ")",
              "provide a certificate in PEM format, and its key as 'openssl pkcs8 -topk8 -nocrypt'"
                  + " writes it")
          .causedBy(e);
    }
  }

  private X509ExtendedKeyManager read() throws IOException, GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(PemKeyStore.read(files), PemKeyStore.NO_PASSWORD);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  private FileTime modification() throws IOException {
    return Files.getLastModifiedTime(files.chain());
  }

  private synchronized X509ExtendedKeyManager current() {
    try {
      FileTime now = modification();
      if (!now.equals(loaded)) {
        current = read();
        loaded = now;
        LOG.info("certificate={} loaded", files.chain());
      }
    } catch (IOException | GeneralSecurityException e) {
      // a moment between the renewal of the certificate and that of its key
      LOG.warn("certificate={} rejected problem=\"{}\"", files.chain(), e.getMessage());
    }
    return current;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return current().chooseEngineServerAlias(keyType, issuers, engine);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return current().chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return current().getServerAliases(keyType, issuers);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return current().getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return current().getPrivateKey(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null; // this is a server
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return null; // this is a server
  }
}
