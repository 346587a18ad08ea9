// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.cluster.collect.LoopbackServers;

/** Tests the command {@code cluster status} with real servers on loopback addresses. */
final class ClusterCommandTest {
  private static final String CANARY = "canary-secret";

  @TempDir Path directory;

  private final LoopbackServers servers = new LoopbackServers();
  private TestHost host;
  private int port;

  @BeforeEach
  void prepare() throws IOException {
    host = new TestHost(directory.resolve("root"));
    port = LoopbackServers.freePort();
    Files.writeString(directory.resolve("password"), CANARY + "\n");
  }

  @AfterEach
  void stopServers() throws IOException {
    servers.close();
  }

  /** Returns a description with a controller on each host, whose port is the test's. */
  private Path instance(String id, String... hosts) throws IOException {
    return Files.writeString(
        directory.resolve(id + ".conf"),
        """
        cluster.instances.%s {
          release-line = http
          status.password-file = "%s"
          roles.replication {
            hosts = []
            components.controller.hosts = [%s]
            settings.controller.port = %d
          }
        }
        """
            .formatted(id, directory.resolve("password"), String.join(", ", quoted(hosts)), port));
  }

  private static List<String> quoted(String... hosts) {
    List<String> all = new ArrayList<>();
    for (String name : hosts) {
      all.add("\"" + name + "\"");
    }
    return all;
  }

  private void start(String address, String instance) throws IOException {
    servers.answering(
        address, port, LoopbackServers.version("replication-controller", "id", instance));
  }

  private int run(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("cluster", "status"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(all);
  }

  @Test
  void aServingInstanceIsExitCode0() throws IOException {
    start("127.0.5.1", "dr1");

    assertThat(run("--instance", instance("dr1", "127.0.5.1"))).as(host.err()).isZero();
    assertThat(host.out()).startsWith("serving: all 1 components are ready\n");
  }

  @Test
  void theExitCodeIsThatOfTheWorstInstance() throws IOException {
    start("127.0.5.1", "dr1");
    start("127.0.5.2", "dr2");

    int exit =
        run(
            "--instance",
            instance("dr1", "127.0.5.1"),
            "--instance",
            instance("dr2", "127.0.5.2", "127.0.5.3"));

    assertThat(exit).as(host.err()).isEqualTo(1);
    assertThat(host.out())
        .contains("dr1 serving: ")
        .contains(
            "dr2 degraded: replication controller on 127.0.5.3 is unreachable: connection refused"
                + " by 127.0.5.3:"
                + port);
  }

  @Test
  void anInstanceOfWhichNothingAnswersIsExitCode4() throws IOException {
    assertThat(run("--instance", instance("dr1", "127.0.5.1"))).isEqualTo(4);
    assertThat(host.out()).startsWith("unknown: none of 1 components can be observed: ");
  }

  @Test
  void printsJson() throws IOException {
    start("127.0.5.1", "other");

    assertThat(run("--instance", instance("dr1", "127.0.5.1"), "--output", "json")).isEqualTo(1);
    assertThat(host.out())
        .startsWith("{\"version\": 1, ")
        .contains("\"kind\": \"unexpected\"")
        .doesNotContain(CANARY);
  }

  @Test
  void withoutAnInstanceItExplainsHowToDescribeOne() {
    assertThat(run()).isEqualTo(78);
    assertThat(host.err()).contains("cluster.instances is empty").contains("--instance FILE");
  }

  @Test
  void reportsAllProblemsOfTheDescription() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bad.conf"), "cluster.instances.a { release-line = htp, rols {} }\n");

    assertThat(run("--instance", file)).isEqualTo(78);
    assertThat(host.err())
        .contains("'htp' is not one of http, xrd")
        .contains("did you mean roles?")
        .contains("cluster.instances.a.roles");
  }

  @Test
  void noOutputContainsTheSecret() throws IOException {
    servers.answering("127.0.5.1", port, "{\"success\": 0, \"error\": \"no\"}");
    Path file = instance("dr1", "127.0.5.1");

    run("--instance", file);
    run("--instance", file, "--output", "json");

    assertThat(host.out() + host.err()).contains("is bad").doesNotContain(CANARY);
  }
}
