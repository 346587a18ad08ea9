// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * Tests {@code ./dev} on a new machine with Debian 13, whose Compose has version 2: a container in
 * which nothing is installed, with the engine of this machine. It also installs its prerequisites.
 */
@ResourceLock("cluster")
@Tag("full-suite")
final class Debian13IT {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final String PROJECT = "qserv-test-debian13";
  private static final List<String> NO_PORTS =
      Stream.of("CZAR", "CZAR_HTTPS", "XROOTD", "CONTROLLER", "REGISTRY", "MONITOR")
          .map(name -> name + "_PORT=")
          .toList();

  @AfterEach
  void removeVolumes() {
    Cluster.ofProject(PROJECT, TestedLine.XRD, "--compact").dev("down", "--volumes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--compact"})
  void startsAClusterChangesItsModeAndStopsIt(String options) {
    String output =
        run(
            """
            ./dev up OPTIONS
            docker compose version
            ./dev mode maintenance OPTIONS
            ./dev mode full OPTIONS
            timeout 120 bash -c 'until ./dev cluster-status OPTIONS; do sleep 1; done'
            ./dev down OPTIONS --volumes
            ./dev status OPTIONS
            """
                .replace("OPTIONS", options));
    assertThat(output)
        .contains("Every component is ready", "Docker Compose version 2")
        .containsPattern("worker +database +maintenance +ready")
        .containsPattern("worker +cmsd +maintenance +parked")
        .containsPattern("worker +replica +full +ready .*worker-1")
        .contains("serving: ")
        .endsWith("CONTAINER");
  }

  private static String run(String script) {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--network=host"));
    command.addAll(List.of("--volume", "/var/run/docker.sock:/var/run/docker.sock"));
    command.addAll(List.of("--volume", REPOSITORY + ":" + REPOSITORY + ":ro"));
    command.addAll(List.of("--workdir", REPOSITORY.toString()));
    Stream.concat(
            Stream.of("QSERV_PROJECT=" + PROJECT, "QSERV_IMAGE=" + Cluster.image()),
            NO_PORTS.stream())
        .forEach(variable -> command.addAll(List.of("--env", variable)));
    command.addAll(List.of("qserv-debian-trixie", "bash", "-euc", script));
    return new Command(REPOSITORY, Map.of()).output(command.toArray(String[]::new));
  }
}
