// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.cluster.page.SampleCluster;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReportJson;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests the monitor over real connections. */
final class MonitorTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Instant TIME = Instant.parse("2026-11-27T17:20:00Z");
  private static final String CANARY = "canary-4711";

  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<TestMonitor> monitor = Optional.empty();

  @AfterEach
  void close() {
    monitor.ifPresent(TestMonitor::close);
    client.close();
  }

  private TestMonitor open(Optional<Secret> password) throws Exception {
    TestMonitor opened = new TestMonitor(password, _ -> SampleCluster.degraded(TIME, 71));
    monitor = Optional.of(opened);
    opened.awaitReport();
    return opened;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(monitor.orElseThrow().uri(path));
  }

  @Test
  void theJsonIsThatOfTheCommand() throws Exception {
    open(Optional.empty());
    ClusterReport report = SampleCluster.degraded(TIME, 71);
    HttpResponse<String> response = send(request("/api/status"));

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).isEqualTo(ClusterReportJson.write(report) + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/host?instance=dr1&role=worker&host=worker-0.worker",
        "/style.css",
        "/page.js",
        "/icon-degraded.svg",
        "/metrics",
        "/api/status"
      })
  void everyResponseForbidsForeignContent(String path) throws Exception {
    open(Optional.empty());
    HttpResponse<String> response = send(request(path));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
    MonitorEndpoints.PROTECTION.forEach(
        (header, value) -> assertThat(response.headers().firstValue(header)).contains(value));
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe", "http", "*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/?x=%", "/host", "/host?instance=dr1&role=worker&host=%GG", "/host?host"})
  void oddQueriesAreAnswered(String path) throws Exception {
    open(Optional.empty());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout((int) DEADLINE.toMillis());
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response)
          .containsPattern("^HTTP/1.1 (200|400|404) ")
          .doesNotContain("HTTP/1.1 500");
    }
  }

  private int port() {
    return monitor.orElseThrow().uri("/").getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingCanBeChanged(String method) throws Exception {
    open(Optional.empty());

    assertThat(send(request("/").method(method, BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(send(request("/api/status").method(method, BodyPublishers.ofString("{}"))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(405);
    assertThat(send(request("/mode").method(method, BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void largeRequestsAreRefused() throws Exception {
    open(Optional.empty());

    assertThat(send(request("/").POST(BodyPublishers.ofString("x".repeat(2000)))).statusCode())
        .isEqualTo(413);
    assertThat(sendLargeHeader()).doesNotContain(" 200 ");
    assertThat(send(request("/livez")).body()).isEqualTo("ok\n");
  }

  private String sendLargeHeader() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) DEADLINE.toMillis());
      String header = "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
      socket.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // reset by the server
    }
  }

  @Test
  void requestsCauseNoCollections() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    TestMonitor opened = open(Optional.empty());
    opened.show(_ -> {
      started.countDown();
      try {
        blocked.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return SampleCluster.serving(TIME, 2);
    });
    assertThat(started.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    int before = opened.collections();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> codes =
          java.util.stream.IntStream.range(0, 200)
              .mapToObj(_ -> threads.submit(() -> send(request("/api/status")).statusCode()))
              .toList();
      for (Future<Integer> code : codes) {
        assertThat(code.get()).isEqualTo(200);
      }
    }
    assertThat(opened.collections()).isEqualTo(before);
    blocked.countDown();
  }

  @Test
  void onlyProbesNeedNoLogin() throws Exception {
    open(Optional.of(new Secret(CANARY)));
    String login =
        Base64.getEncoder().encodeToString(("qserv:" + CANARY).getBytes(StandardCharsets.UTF_8));

    for (String path : List.of("/", "/api/status", "/metrics", "/style.css", "/page.js", "/x")) {
      HttpResponse<String> refused = send(request(path));
      assertThat(refused.statusCode()).as(path).isEqualTo(401);
      assertThat(refused.body()).doesNotContain("worker", CANARY);
    }
    assertThat(send(request("/livez")).statusCode()).isEqualTo(200);
    assertThat(send(request("/readyz")).body()).doesNotContain("worker");
    HttpResponse<String> page = send(request("/").header("Authorization", "Basic " + login));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("worker-70").doesNotContain(CANARY);
  }

  @Test
  void anOldReportIsNotReady() throws Exception {
    open(Optional.empty());

    assertThat(send(request("/readyz")))
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .containsExactly(503, "there is no current report\n");
  }

  @Test
  void aLargeResponseIsCompressedForClientsThatAcceptIt() throws Exception {
    open(Optional.empty());
    HttpResponse<byte[]> response =
        client.send(
            request("/").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.body().length).isLessThan(10_000);
    assertThat(send(request("/")).headers().firstValue("Content-Encoding")).isEmpty();
  }
}
