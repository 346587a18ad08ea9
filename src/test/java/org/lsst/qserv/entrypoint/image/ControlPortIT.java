// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests the control port of real launches. */
final class ControlPortIT {
  private static final int PORT = 9990;
  private static final String TOKEN = "canary-of-the-token";
  private static final String KEY = "canary-of-the-key";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  private static Container.Builder container(String... options) {
    return Container.of(
            Image.LITE,
            Stream.concat(
                    Stream.of("entrypoint", "xrootd", "-econtrol.port=" + PORT), Stream.of(options))
                .toArray(String[]::new))
        .environment("QSERV_CONTROL__ADDRESS", "0.0.0.0")
        .environment("QSERV_CONTROL__TOKEN_FILE", "/tmp/token")
        .environment("QSERV_AUTH_KEY", KEY)
        .file("/tmp/token", TOKEN + "\n");
  }

  private static HttpResponse<String> get(Container container, String path) {
    return send(container, path, HttpRequest.newBuilder());
  }

  private static HttpResponse<String> post(Container container, String path, String body) {
    return send(
        container,
        path,
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(
      Container container, String path, HttpRequest.Builder request) {
    URI uri = URI.create("http://" + container.address() + ":" + PORT + path);
    try {
      return CLIENT.send(request.uri(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(uri + ": " + e + "\n" + container.logs(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(Container container, String path, int status) {
    container.awaitLog("server=control");
    container.await(path + " " + status, () -> get(container, path).statusCode() == status);
  }

  @Test
  void showsTheStateAndChangesTheMode() throws Exception {
    try (Container container = container().start()) {
      await(container, "/readyz", 200);
      assertThat(get(container, "/startupz").statusCode()).isEqualTo(200);
      String status = get(container, "/status").body();
      assertThat(status).contains("\"directory\": \"/qserv/data\", \"free\": ");
      assertThat(status.replaceFirst(", \"volumes\": \\[[^]]*]", ""))
          .isEqualTo(container.run("entrypoint", "status", "--output", "json").out());
      assertIsValid(get(container, "/metrics").body());

      assertThat(send(container, "/mode", HttpRequest.newBuilder().POST(BodyPublishers.noBody())))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(401);
      assertThat(post(container, "/mode", "maintenance").statusCode()).isEqualTo(202);
      await(container, "/readyz", 503);
      await(container, "/readyz?accept-parked", 200);
      assertThat(container.run("entrypoint", "mode", "show").out()).contains("maintenance");
      assertThat(get(container, "/metrics").body())
          .contains(
              "qserv_entrypoint_mode{mode=\"maintenance\",role=\"xrootd\"} 1.0",
              "qserv_entrypoint_component_state"
                  + "{component=\"cmsd\",role=\"xrootd\",state=\"parked\"} 1.0",
              "qserv_entrypoint_state_duration_seconds_count"
                  + "{component=\"cmsd\",role=\"xrootd\",state=\"ready\"} 1");
      assertThat(post(container, "/mode", "full").statusCode()).isEqualTo(202);
      await(container, "/readyz", 200);
      assertNoSecret(container);
    }
  }

  /** Checks the names and the format of the metrics with Prometheus's own tool. */
  private static void assertIsValid(String metrics) throws Exception {
    String promtool = Optional.ofNullable(System.getenv("PROMTOOL")).orElse("promtool");
    Process process =
        new ProcessBuilder(List.of(promtool, "check", "metrics")).redirectErrorStream(true).start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private static void assertNoSecret(Container container) {
    Stream<String> pages =
        Stream.of("/livez", "/readyz", "/startupz", "/status", "/metrics", "/nothing")
            .map(path -> get(container, path).body());
    String states = container.script("cat /run/qserv/*/* /qserv/data/mode");
    String processes = container.script("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
    assertThat(Stream.concat(pages, Stream.of(states, container.logs(), processes)))
        .noneMatch(text -> text.contains(TOKEN) || text.contains(KEY));
  }

  @Test
  void anIdleSupervisorThatIsScrapedNeedsLittleMemory() {
    try (Container container = container().start()) {
      await(container, "/readyz", 200);
      assertThat(post(container, "/mode", "maintenance").statusCode()).isEqualTo(202);
      await(container, "/readyz?accept-parked", 200);
      assertThat(post(container, "/mode", "full").statusCode()).isEqualTo(202);
      await(container, "/readyz", 200);
      for (int i = 0; i < 20; i++) {
        assertThat(get(container, "/metrics").statusCode()).isEqualTo(200);
      }
      container.await("less than 50 MB", () -> container.launcherMemory() < 50 * 1024);
    }
  }

  @Test
  void aHeldLaunchIsVisibleAndRetried() {
    try (Container held =
        container("-eon-failure=hold", "--config=/tmp/site.conf")
            .file("/tmp/site.conf", "mariadb.prot = 3307\n")
            .start()) {
      await(held, "/livez", 200);
      await(held, "/startupz", 503);
      assertThat(get(held, "/readyz").body()).contains("xrootd role full failed", "mariadb.prot");
      held.scriptAs("0:0", "echo >/tmp/site.conf");
      assertThat(post(held, "/retry", "").statusCode()).isEqualTo(202);
      await(held, "/readyz", 200);
      assertThat(post(held, "/retry", "").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void aFloodOfRequestsDisturbsNeitherTheServicesNorLaterRequests() throws Exception {
    List<String> requests =
        List.of(
            "",
            "GET /livez HTT",
            "GET /livez HTTP/1.1\r\nHost: x\r\n",
            "POST /mode HTTP/1.1\r\nContent-Length: 1000\r\n\r\nx",
            "\u0016\u0003\u0001\u0002\u0000\u0001",
            "X".repeat(20_000),
            "GET /livez HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
    try (Container container = container().start()) {
      await(container, "/readyz", 200);
      String services = services(container);
      long memory = container.launcherMemory();
      InetAddress address = InetAddress.getByName(container.address());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 10_000; i++) {
          String request = requests.get(i % requests.size());
          threads.execute(() -> sendAndHold(address, request));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
      }
      await(container, "/readyz", 200);
      assertThat(services(container)).isEqualTo(services);
      assertThat(container.launcherMemory() - memory).as("growth in kB").isLessThan(40_000);
      assertThat(get(container, "/metrics").body())
          .contains(
              "qserv_entrypoint_component_restarts_total"
                  + "{component=\"xrootd\",role=\"xrootd\"} 0.0");
    }
  }

  /** Sends an incomplete request, and waits until the server closes the connection. */
  private static void sendAndHold(InetAddress address, String request) {
    try (Socket socket = new Socket(address, PORT)) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      boolean _ = socket.getInputStream().read() < 0;
    } catch (IOException e) {
      // refused, reset or slow: the server protects itself
    }
  }

  private static String services(Container container) {
    return container.script("grep -lEx 'cmsd|xrootd' /proc/[0-9]*/comm");
  }

  @Test
  void servesTlsWithACertificateOfTheUser() {
    String options =
        "-econtrol.port=" + PORT + " -econtrol.certificate=/tmp/pem -econtrol.key=/tmp/key";
    try (Container container =
        Container.of(
                Image.DEVELOPMENT,
                "sh",
                "-c",
                "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=test -keyout /tmp/key"
                    + " -out /tmp/pem 2>/dev/null && exec entrypoint xrootd cmsd "
                    + options)
            .start()) {
      container.awaitReady();
      assertThat(
              container.script(
                  "printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' | openssl s_client -quiet -connect"
                      + " 127.0.0.1:9990 2>/dev/null"))
          .startsWith("HTTP/1.1 200 OK")
          .contains("xrootd cmsd full ready");
    }
  }

  @Test
  void theVersionsOfADatabaseFollowAnUpgradeByHand() throws Exception {
    try (Container container =
        Container.of(Image.LITE, "entrypoint", "worker", "database", "-econtrol.port=" + PORT)
            .environment("QSERV_CONTROL__ADDRESS", "0.0.0.0")
            .start()) {
      await(container, "/readyz", 200);
      String version = container.script("cut -d- -f1 /qserv/data/mysql/*_upgrade_info").strip();
      String metrics = get(container, "/metrics").body();
      assertIsValid(metrics);
      assertThat(metrics)
          .contains(
              "qserv_entrypoint_database_info{component=\"database\",recorded=\""
                  + version
                  + "\",role=\"worker\",server=\""
                  + version
                  + "\"} 1\n");
      container.script(
          "cd /qserv/data/mysql && rm -f *_upgrade_info && echo 10.6.22-MariaDB >mysql_upgrade_info");
      container.await(
          "the recorded version",
          () -> get(container, "/metrics").body().contains("recorded=\"10.6.22\""));
      assertThat(get(container, "/status").body())
          .contains("\"versions\": {\"server\": \"" + version + "\", \"recorded\": \"10.6.22\"}");
    }
  }

  @Test
  void filesThatCannotBeReadAreAllReportedByADryRunAndByTheLaunch() {
    try (Container container = Container.idle(Image.LITE).file("/tmp/pem", "text").start()) {
      container.scriptAs("0:0", "touch /tmp/token && chmod 600 /tmp/token && mkdir /tmp/key");
      String token =
          "error: control.token-file (from -e): /tmp/token cannot be read (permission denied: it"
              + " belongs to 0:0 (mode rw-------), and this container runs as 1000:0)\n"
              + "fix: make it readable by the user of the container\n";
      String certificate =
          "error: control.certificate (from -e): /tmp/pem contains no valid certificate in PEM"
              + " format\nfix: provide a file that begins with '-----BEGIN CERTIFICATE-----'\n";
      for (String last : List.of("--dry-run", "-ecommand=[\"true\"]")) {
        assertRefused(launch(container, "-econtrol.token-file=/tmp/token", last), token);
        assertRefused(
            launch(container, "-econtrol.certificate=/tmp/pem", "-econtrol.key=/tmp/key", last),
            certificate);
      }
    }
  }

  private static Container.Outcome launch(Container container, String... options) {
    return container.run(
        Stream.concat(
                Stream.of("entrypoint", "xrootd", "cmsd", "-econtrol.port=" + PORT),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static void assertRefused(Container.Outcome outcome, String message) {
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err()).endsWith(message);
  }

  @Test
  void aPortThatIsTakenEndsTheLaunchWithAMessage() {
    try (Container container = container("-exrootd.port=9991").start()) {
      await(container, "/readyz", 200);
      Container.Outcome second =
          container.run(
              "entrypoint", "xrootd", "cmsd", "-econtrol.port=" + PORT, "-ecommand=[\"true\"]");
      assertThat(second.exit()).isEqualTo(78);
      assertThat(second.err())
          .contains("error: control.port: cannot listen on 0.0.0.0:9990 (Address already in use)");
    }
  }
}
