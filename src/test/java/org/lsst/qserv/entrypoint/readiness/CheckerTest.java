// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.readiness.CheckResult.Kind;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests checks of real sockets. */
final class CheckerTest {
  private static final String LOOPBACK = "127.0.0.1";

  private static final Duration MILLIS_50 = Duration.ofMillis(50);

  private final Checker checker = new Checker(Duration.ofSeconds(5));

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  /** Returns a port that was free a moment ago. */
  private static int closedPort() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  private CheckResult resultFor(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/meta/version",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(bytes);
          }
        });
    server.start();
    try {
      return checker.run(http(server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static Check http(int port) {
    return new Check.Http(URI.create("http://" + LOOPBACK + ":" + port + "/meta/version"));
  }

  @Test
  void aListeningPortIsReady() throws IOException {
    try (ServerSocket socket = listen()) {
      assertThat(checker.run(new Check.Tcp(LOOPBACK, socket.getLocalPort())).isReady()).isTrue();
    }
  }

  @Test
  void reportsAClosedPortAsRefused() throws IOException {
    assertThat(checker.run(new Check.Tcp(LOOPBACK, closedPort())))
        .hasToString("connection refused (no listener on this port)");
  }

  @Test
  void reportsAHostWithoutAnAddressAsUnknown() {
    assertThat(checker.run(new Check.Tcp("no-such-host.invalid", 80)).kind())
        .isEqualTo(Kind.UNKNOWN_HOST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"success\": 1}",
        "{\"kind\": \"x\", \"inner\": {\"success\": 0}, \"list\": [1, {}], \"success\": 1, \"x\": 2}"
      })
  void aSuccessfulResponseIsReady(String body) throws IOException {
    assertThat(resultFor(200, body).isReady()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"success\": 0, \"error\": \"x\"}",
        "{\"success\": \"1\"}",
        "{\"success\": true}",
        "{\"success\": 1.5}",
        "{\"success\": 2}",
        "{\"inner\": {\"success\": 1}}",
        "{}",
        "[1]",
        "1"
      })
  void aResponseWithoutSuccessIsNotReady(String body) throws IOException {
    assertThat(resultFor(200, body)).hasToString("not ready (no \"success\": 1 in the response)");
  }

  @ParameterizedTest
  @CsvSource({"<html>", "{", "''"})
  void aResponseThatIsNotJsonIsNotReady(String body) throws IOException {
    assertThat(resultFor(200, body).kind()).isEqualTo(Kind.NOT_READY);
  }

  @ParameterizedTest
  @CsvSource({"404", "500", "401", "204"})
  void aResponseWithAnotherStatusIsNotReady(int status) throws IOException {
    assertThat(resultFor(status, "")).hasToString("not ready (HTTP status " + status + ")");
  }

  @Test
  void reportsAMissingHttpServiceAsRefused() throws IOException {
    assertThat(checker.run(http(closedPort())).kind()).isEqualTo(Kind.CONNECTION_REFUSED);
  }

  @Test
  void reportsTheUnknownHostOfAnHttpService() {
    Check check = new Check.Http(URI.create("http://no-such-host.invalid/meta/version"));
    assertThat(checker.run(check).kind()).isEqualTo(Kind.UNKNOWN_HOST);
  }

  @Test
  void aSilentHttpServiceTimesOut() throws IOException {
    try (ServerSocket silent = listen()) {
      CheckResult result = new Checker(Duration.ofMillis(100)).run(http(silent.getLocalPort()));
      assertThat(result.kind()).isEqualTo(Kind.NOT_READY);
    }
  }

  /** Checks a server that sends a response byte by byte to its first client and closes. */
  private CheckResult resultFor(String response, Duration timeout, Duration pause)
      throws Exception {
    try (ServerSocket server = listen()) {
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (Socket client = server.accept()) {
                  for (byte one : response.getBytes(StandardCharsets.ISO_8859_1)) {
                    client.getOutputStream().write(one);
                    Thread.sleep(pause);
                  }
                } catch (IOException | InterruptedException e) {
                  Thread.currentThread().interrupt(); // the client has closed
                }
              });
      CheckResult result = new Checker(timeout).run(http(server.getLocalPort()));
      thread.interrupt();
      thread.join();
      return result;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^5;x=y^{\"suc^B^cess\": 1}^ ^0^^ | ready",
        "HTTP/1.1 100 Continue^^HTTP/1.1 200^content-length: 14^^{\"success\": 1}x | ready",
        "HTTP/1.0 200 OK^^{\"success\": 1} | ready",
        "HTTP/1.1 302 Found^Location: /^^ | not ready (HTTP status 302)",
        "HTTP/1.1 200 OK^Content-Length: 99999999^^ | not ready (the response is too long)",
        "HTTP/1.1 200 OK^Content-Length: x^^ | not ready (invalid length of the response)",
        "SSH-2.0-OpenSSH^ | not ready (not an HTTP response)",
        "HTTP/1.1 200 OK^Content | not ready (connection closed)"
      })
  void acceptsEveryFormOfAnHttpResponse(String response, String result) throws Exception {
    Duration timeout = Duration.ofSeconds(5);
    assertThat(resultFor(response.replace("^", "\r\n"), timeout, Duration.ZERO))
        .hasToString(result);
  }

  @Test
  void aSlowHttpServiceTimesOut() throws Exception {
    long start = System.nanoTime();
    CheckResult result =
        resultFor("HTTP/1.1 200 OK\r\n" + "x".repeat(1000), Duration.ofMillis(200), MILLIS_50);
    assertThat(result.kind()).isEqualTo(Kind.NOT_READY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void reportsAMissingMariadbServerAsRefused() throws IOException {
    assertThat(checker.run(new Check.Mariadb(LOOPBACK, closedPort())).kind())
        .isEqualTo(Kind.CONNECTION_REFUSED);
  }

  @Test
  void aSilentMariadbServerTimesOut() throws IOException {
    try (ServerSocket silent = listen()) {
      Check check = new Check.Mariadb(LOOPBACK, silent.getLocalPort());
      assertThat(new Checker(Duration.ofMillis(100)).run(check).kind()).isEqualTo(Kind.NOT_READY);
    }
  }

  @Test
  void reportsAMissingDatabaseAsRefused() throws IOException {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u:canary@" + LOOPBACK + ":" + closedPort() + "/d");
    CheckResult result = checker.run(new Check.Sql(url));
    assertThat(result.kind()).isEqualTo(Kind.CONNECTION_REFUSED);
    assertThat(result.toString()).doesNotContain("canary");
  }

  @Test
  void reportsTheUnknownHostOfADatabase() {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u@no-such-host.invalid/d");
    assertThat(checker.run(new Check.Sql(url)).kind()).isEqualTo(Kind.UNKNOWN_HOST);
  }

  @Test
  void aDatabaseThatClosesTheConnectionIsNotReady() throws Exception {
    try (ServerSocket server = listen()) {
      Thread closing =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(0);
                } catch (IOException e) {
                  Thread.currentThread().interrupt();
                }
              });
      DatabaseUrl url =
          DatabaseUrl.parse("mysql://u:canary@" + LOOPBACK + ":" + server.getLocalPort() + "/d");
      CheckResult result = checker.run(new Check.Sql(url));
      closing.join();
      assertThat(result.kind()).isEqualTo(Kind.NOT_READY);
      assertThat(result.toString()).doesNotContain("canary");
    }
  }

  @Test
  void aMissingSocketIsNotReady(@TempDir Path directory) {
    assertThat(checker.run(new Check.LocalSql(directory.toString())).isReady()).isFalse();
  }
}
