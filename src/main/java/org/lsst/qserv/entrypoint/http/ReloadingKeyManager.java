// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.lsst.qserv.entrypoint.failure.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the certificate of the server, and reads it again when one of its files changes:
 * certificates are renewed more often than databases are restarted.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeyManager.class);

  private final ServerCertificate files;
  private String modification;
  private X509ExtendedKeyManager current;

  private ReloadingKeyManager(ServerCertificate files) {
    this.files = files;
    this.modification = modification();
    this.current = read();
  }

  /**
   * Returns the TLS context of a server.
   *
   * @throws Failure with exit code 78 if the certificate or its key cannot be used
   */
  static SSLContext context(ServerCertificate files) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ReloadingKeyManager(files)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime lacks TLS", e);
    }
  }

  private X509ExtendedKeyManager read() {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(PemKeyStore.read(files), PemKeyStore.NO_PASSWORD);
      return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime lacks TLS", e);
    }
  }

  /** Returns a text that changes whenever one of the files is written. */
  private String modification() {
    return modification(files.chain().path()) + " " + modification(files.key().path());
  }

  private static String modification(Path file) {
    try {
      return Files.getLastModifiedTime(file).toString();
    } catch (IOException e) {
      return "absent";
    }
  }

  private synchronized X509ExtendedKeyManager current() {
    String now = modification();
    if (!now.equals(modification)) {
      modification = now; // before the files are read: a later change of them is noticed
      try {
        current = read();
        LOG.info("certificate={} loaded", files.chain().path());
      } catch (Failure e) {
        // such as the moment between the renewal of the certificate and that of its key
        String problem = e.problems().getFirst().what();
        LOG.warn("certificate={} rejected problem=\"{}\"", files.chain().path(), problem);
      }
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
