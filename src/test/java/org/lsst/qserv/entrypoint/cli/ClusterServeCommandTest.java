// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.cluster.collect.LoopbackServers;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Tests the command {@code cluster serve}, and the role that launches it. */
@ResourceLock("signals")
final class ClusterServeCommandTest {
  private static final String PASSWORD = "canary \"secret\" \\ ${x} {{ y }}";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private static final List<Signal> TERMINATIONS =
      List.of(new Signal("TERM"), new Signal("INT"), new Signal("HUP"));

  private final Map<Signal, SignalHandler> handlers = new HashMap<>();
  private final LoopbackServers servers = new LoopbackServers();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private TestHost host;
  private int controller;
  private int port;

  /** A signal that another test has sent to this JVM must not terminate the server. */
  @BeforeEach
  void forgetSignals() {
    TERMINATIONS.forEach(signal -> handlers.put(signal, Signal.handle(signal, _ -> {})));
  }

  @AfterEach
  void restoreHandlers() {
    handlers.forEach(Signal::handle);
  }

  @BeforeEach
  void prepare() throws IOException {
    host = new TestHost(directory.resolve("root")).image("entrypoint");
    controller = LoopbackServers.freePort();
    port = LoopbackServers.freePort();
    servers.answering(
        "127.0.6.1", controller, LoopbackServers.version("replication-controller", "id", "dr1"));
    Files.writeString(directory.resolve("status-password"), "status-canary\n");
    Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    Files.writeString(
        directory.resolve("dr1.conf"),
        """
        cluster.instances.dr1 {
          release-line = http
          status.password-file = "%s"
          roles.replication {
            hosts = []
            components.controller.hosts = ["127.0.6.1"]
            settings.controller.port = %d
          }
        }
        """
            .formatted(directory.resolve("status-password"), controller));
  }

  @AfterEach
  void stop() throws IOException {
    threads.shutdownNow();
    servers.close();
  }

  private EntrypointCommand command() {
    Host test = host.host();
    Host real =
        new Host(
            test.environment(), test.in(), test.out(), test.err(), TimeSource.real(), test.root());
    return new EntrypointCommand(
        real, TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {});
  }

  private HttpResponse<String> get(HttpClient client, String path, boolean login) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(DEADLINE);
    if (login) {
      String credentials = "qserv:" + PASSWORD;
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Waits until the state has been collected. */
  private void awaitReady(HttpClient client, Future<Integer> server) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    int status = 0;
    while (status != 200 && System.nanoTime() < deadline) {
      assertThat(server.isDone()).as(host.err()).isFalse();
      try {
        status = get(client, "/readyz", false).statusCode();
      } catch (ConnectException e) {
        Thread.onSpinWait(); // it does not listen yet
      }
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void theRoleLaunchesTheCommandWithItsSettingsAndPassword() throws Exception {
    Path config = directory.resolve("config");
    Path anyUser =
        Files.writeString(
            directory.resolve("any-user.conf"),
            "catalog.roles.monitor.components.status.user = null\n");
    List<String> launch = new ArrayList<>(List.of("monitor", "status"));
    launch.addAll(List.of("--config", directory.resolve("dr1.conf").toString()));
    launch.addAll(List.of("--config", anyUser.toString()));
    List.of(
            "launch=prepare",
            "paths.templates=" + TestPlan.TEMPLATES,
            "paths.config=" + config,
            "paths.state=" + directory.resolve("state"),
            "monitor.port=" + port,
            "monitor.interval=1s",
            "monitor.password-file=" + directory.resolve("password"))
        .forEach(setting -> launch.addAll(List.of("-e", setting)));
    assertThat(command().run(launch)).as(host.err()).isZero();

    Path file = config.resolve("monitor.conf");
    assertThat(Files.readString(file)).doesNotContain("canary", PASSWORD);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Future<Integer> server =
        threads.submit(
            () -> command().run(List.of("cluster", "serve", "--config", file.toString())));
    try (HttpClient client = HttpClient.newHttpClient()) {
      awaitReady(client, server);
      assertThat(get(client, "/api/status", false).statusCode()).isEqualTo(401);
      assertThat(get(client, "/api/status", true).body())
          .contains("\"id\": \"dr1\"", "\"state\": \"serving\"")
          .doesNotContain("canary");
      assertThat(get(client, "/", true).body()).contains("127.0.6.1").doesNotContain("canary");
      assertThat(get(client, "/metrics", true).body())
          .contains("qserv_cluster_verdict{qserv_instance=\"dr1\",state=\"serving\"} 1.0")
          .doesNotContain("canary");
    }
    threads.shutdownNow(); // interrupts it, as the JVM does not receive a signal
    assertThat(server.get()).isEqualTo(75);
    assertThat(host.err() + host.out()).doesNotContain("canary");
  }

  @Test
  void withoutAPasswordItRefusesToListenForOtherHosts() {
    int exit =
        command()
            .run(
                List.of(
                    "cluster",
                    "serve",
                    "--instance",
                    directory.resolve("dr1.conf").toString(),
                    "-e",
                    "monitor.address=0.0.0.0"));

    assertThat(exit).isEqualTo(78);
    assertThat(host.err())
        .isEqualTo(
            "error: monitor.address (from -e): 0.0.0.0 can be reached by other hosts, and there is"
                + " no password\nfix: set monitor.password-file, or use monitor.address=127.0.0.1\n");
  }

  @Test
  void withoutAnInstanceItReportsHowToDescribeOne() {
    assertThat(command().run(List.of("cluster", "serve"))).isEqualTo(78);
    assertThat(host.err()).contains("cluster.instances is empty", "--instance FILE");
  }
}
