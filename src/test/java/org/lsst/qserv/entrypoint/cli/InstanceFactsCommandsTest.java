// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Tests commands that compare running instances, with real servers on loopback addresses. */
final class InstanceFactsCommandsTest {
  private static final String ADDRESS = "127.0.6.1";

  @TempDir Path directory;

  private final LoopbackServers servers = new LoopbackServers();
  private TestHost host;
  private int port;

  @BeforeEach
  void startController() throws IOException {
    host = new TestHost(directory.resolve("root"));
    port = LoopbackServers.freePort();
    servers.answering(
        ADDRESS, port, LoopbackServers.version("replication-controller", "id", "dr1"));
  }

  @AfterEach
  void stopServers() throws IOException {
    servers.close();
  }

  /** Returns a description of instances that consist of the controller. */
  private String instances(String... ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append(
          """
          cluster.instances.%s {
            release-line = http
            roles.replication {
              hosts = []
              components.controller.hosts = "%s"
              settings.controller.port = %d
            }
          }
          """
              .formatted(id, ADDRESS, port));
    }
    return Files.writeString(directory.resolve("instances.conf"), text).toString();
  }

  private String facts() throws IOException {
    assertThat(run("compatibility", "describe", "--release", "http-2026-04")).isZero();
    Path file = Files.writeString(directory.resolve("new.json"), host.out());
    host = new TestHost(directory.resolve("root"));
    return file.toString();
  }

  private int run(String... arguments) {
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(new ArrayList<>(List.of(arguments)));
  }

  @Test
  void checksARunningInstance() throws IOException {
    String target = facts();
    int exit = run("compatibility", "check", "--instance", instances("dr1"), "--to", target);
    assertThat(exit).as(host.err()).isEqualTo(4);
    assertThat(host.out())
        .startsWith("verdict: unknown (")
        .containsPattern("(?m)^release-line +http +http +rolling +equal$")
        .containsPattern("(?m)^rest.version +55 +55 +rolling +equal$")
        .containsPattern(
            "(?m)^protocols.czar-worker +unknown +json +unknown +unknown before the upgrade: a"
                + " running instance does not report it$");
  }

  @Test
  void plansTheUpgradeOfEachInstanceOfADescription() throws IOException {
    String target = facts();
    String instances = instances("dr1", "dr2");
    assertThat(run("cluster", "plan", "--instance", instances, "--to", target))
        .as(host.err())
        .isZero();
    assertThat(host.out())
        .startsWith("# Instance dr1: upgrade needed\nverdict: unknown (")
        .contains("\n\n# Instance dr2: upgrade needed\nverdict: unknown (");
  }

  @Test
  void printsThePlansAsJson() throws IOException {
    String target = facts();
    String instances = instances("dr1", "dr2");
    assertThat(run("cluster", "plan", "--instance", instances, "--to", target, "--output", "json"))
        .as(host.err())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(host.out());
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.path("instances")).hasSize(2);
    JsonNode second = json.path("instances").path(1);
    assertThat(second.path("instance").asText()).isEqualTo("dr2");
    assertThat(second.path("upgrade-needed").asBoolean()).isTrue();
    assertThat(second.path("verdict").asText()).isEqualTo("unknown");
    assertThat(second.path("steps")).isNotEmpty();
  }

  @Test
  void checksOneInstanceAtATime() throws IOException {
    String target = facts();
    String instances = instances("dr1", "dr2");
    assertThat(run("compatibility", "check", "--instance", instances, "--to", target))
        .isEqualTo(64);
    assertThat(host.err())
        .isEqualTo(
            """
            error: --instance describes several instances: dr1, dr2
            fix: describe one of them in FILE, or compare all of them with 'entrypoint cluster plan'
            """);
  }

  @Test
  void anInstanceIsAnAlternativeToTheFactsOfAnImage() throws IOException {
    String target = facts();
    for (List<String> command :
        List.of(List.of("compatibility", "check"), List.of("cluster", "plan"))) {
      List<String> arguments = new ArrayList<>(command);
      arguments.addAll(List.of("--from", target, "--instance", instances("dr1"), "--to", target));
      host = new TestHost(directory.resolve("root"));
      assertThat(run(arguments.toArray(String[]::new))).isEqualTo(64);
      assertThat(host.err())
          .isEqualTo("error: --from and --instance are both given\nfix: remove one of them\n");
    }
  }
}
