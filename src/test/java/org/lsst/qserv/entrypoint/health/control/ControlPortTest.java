// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.http.PemFile;
import org.lsst.qserv.entrypoint.http.ServerCertificate;
import org.lsst.qserv.entrypoint.http.TestCertificate;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests the control port over real connections. */
final class ControlPortTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final FakeLaunch launch = new FakeLaunch();
  private Optional<ControlPort> port = Optional.empty();

  @AfterEach
  void close() {
    port.ifPresent(ControlPort::close);
  }

  private void open(Optional<ServerCertificate> certificate) {
    launch.state = Optional.of(new TestDocument().build());
    ControlAddress address =
        new ControlAddress(LOOPBACK, 0, Optional.of(new Secret("s3cret")), certificate);
    port = Optional.of(ControlPort.open(TestDocument.host(directory).host(), address, launch));
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://" + LOOPBACK + ":" + port.orElseThrow().port() + path);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
  }

  /** Sends bytes as they are, and returns the response until the server closes the connection. */
  private String sendRaw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.orElseThrow().port())) {
      socket.setSoTimeout((int) DEADLINE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // reset by the server, instead of a response
    }
  }

  @Test
  void respondsToGetHeadAndPost() throws Exception {
    open(Optional.empty());
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, HttpRequest.newBuilder(uri("http", "/readyz"))))
          .extracting(HttpResponse::statusCode, HttpResponse::body)
          .containsExactly(200, "worker xrootd full ready 2026-01-02T03:04:05Z its reason\n");
      assertThat(send(client, HttpRequest.newBuilder(uri("http", "/status")).HEAD()))
          .extracting(HttpResponse::statusCode, HttpResponse::body)
          .containsExactly(200, "");
      HttpResponse<String> response =
          send(
              client,
              HttpRequest.newBuilder(uri("http", "/mode"))
                  .header("Authorization", "Bearer s3cret")
                  .POST(HttpRequest.BodyPublishers.ofString("maintenance")));
      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(launch.modes).containsExactly(Mode.MAINTENANCE);
    }
  }

  @Test
  void aLongBodyIsRefused() throws Exception {
    open(Optional.empty());
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri("http", "/mode"))
              .header("Authorization", "Bearer s3cret")
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1025)));
      assertThat(send(client, request).statusCode()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /livez\r\n\r\n",
        "GET http:// HTTP/1.1\r\n\r\n",
        "GET /% HTTP/1.1\r\n\r\n",
        "GET mailto:livez HTTP/1.1\r\n\r\n", // a URI without a path
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000", // the start of a TLS handshake
        "POST /mode HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /mode HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "POST /mode HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"
      })
  void aMalformedRequestDoesNotDisturbOthers(String request) throws Exception {
    open(Optional.empty());

    assertThat(sendRaw(request)).doesNotContain(" 200 ");
    assertThat(sendRaw("GET /livez HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void theErrorReportsAnUnavailablePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ControlAddress address =
          new ControlAddress(LOOPBACK, taken.getLocalPort(), Optional.empty(), Optional.empty());
      assertThatThrownBy(
              () -> ControlPort.open(TestDocument.host(directory).host(), address, launch))
          .isInstanceOfSatisfying(
              Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFIGURATION))
          .hasMessageContaining("control.port: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
  void theErrorReportsAnAddressOfAnotherHost(String host) {
    ControlAddress address = new ControlAddress(host, 0, Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> ControlPort.open(TestDocument.host(directory).host(), address, launch))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("control.port: cannot listen on " + host + ":0");
  }

  @Test
  void anUnreadableCertificateDoesNotOccupyThePort() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    ServerCertificate missing =
        TestCertificate.files(directory.resolve("no.pem"), directory.resolve("no.key"));
    assertThatThrownBy(() ->
            ControlPort.open(
                TestDocument.host(directory).host(),
                new ControlAddress(LOOPBACK, free, Optional.empty(), Optional.of(missing)),
                launch))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "error: control.certificate (from -e): "
                + directory.resolve("no.pem")
                + " cannot be read (no such file)\nfix: correct the path, or mount the file");
    try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.getLocalPort()).isEqualTo(free);
    }
  }

  @Test
  void servesTlsAndFollowsARenewedCertificate() throws Exception {
    ServerCertificate first = TestCertificate.create(directory, "first", "EC");
    ServerCertificate second = TestCertificate.create(directory, "second", "RSA");
    Certificate old = certificateOf(first);
    open(Optional.of(first));

    assertThat(subjectOf(old)).isEqualTo("CN=first");
    replace(first.chain(), second.chain());
    assertThat(subjectOf(old)).as("with the key of the old one").isEqualTo("CN=first");
    replace(first.key(), second.key());
    assertThat(subjectOf(certificateOf(second))).isEqualTo("CN=second");
  }

  private static Certificate certificateOf(ServerCertificate files) throws Exception {
    try (InputStream chain = Files.newInputStream(files.chain().path())) {
      return CertificateFactory.getInstance("X.509").generateCertificate(chain);
    }
  }

  private static void replace(PemFile old, PemFile renewed) throws IOException {
    Files.copy(renewed.path(), old.path(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Connects with trust in one certificate, and returns the subject of the server's. */
  private String subjectOf(Certificate trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpResponse<String> response = send(client, HttpRequest.newBuilder(uri("https", "/livez")));
      assertThat(response.statusCode()).isEqualTo(200);
      X509Certificate certificate =
          (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }
}
