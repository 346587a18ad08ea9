// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which certificates are accepted, with a server that has a self-signed one. */
final class HttpsCheckTest {
  private static final String PASSWORD = "of this test";

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static HttpsServer server;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Instant certificateEnd;

  @BeforeAll
  static void startServer() throws Exception {
    Path store = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "czar",
                "-keyalg",
                "EC",
                "-dname",
                "CN=czar",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD.toCharArray());
    }
    certificateEnd = ((X509Certificate) keys.getCertificate("czar")).getNotAfter().toInstant();
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"success\": 1}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stopServer() {
    server.stop(0);
  }

  private static CheckResult run(boolean anyCertificate) {
    return HttpCheck.run(check(anyCertificate), Duration.ofSeconds(10));
  }

  private static Check.Http check(boolean anyCertificate) {
    URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/meta/version");
    return new Check.Http(uri, anyCertificate);
  }

  @Test
  void anUntrustedCertificateIsNotReady() {
    CheckResult result = run(false);
    assertThat(result.isReady()).isFalse();
    assertThat(result.toString()).contains("certification path");
  }

  @Test
  void anyCertificateIsReadyIfTheCatalogAcceptsIt() {
    assertThat(run(true).isReady()).isTrue();
  }

  @Test
  void theReplySaysWhenTheCertificateExpires() throws Exception {
    assertThat(new Checker(Duration.ofSeconds(10)).get(check(true)).certificateEnd())
        .contains(certificateEnd);
  }
}
