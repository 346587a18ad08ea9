// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the restarts of a rolling upgrade, whose order the facts of the new image determine. */
final class RestartStepsTest {
  /** A service of a component in a Compose file: its role, number and component. */
  private static final Pattern SERVICE =
      Pattern.compile("(?m)^  ([a-z]+)(?:-\\d)?-((?!install:|data:)[a-z]+):");

  @TempDir static Path directory;

  private static List<UpgradeStep> steps(String tool, String... restartOrder) {
    ImageFacts facts = new TestFacts().restartOrder(restartOrder).build();
    List<UpgradeStep> steps = TestFacts.plan(directory, facts, facts, tool).steps();
    return steps.subList(1, steps.size() - 1);
  }

  @Test
  void aRollingUpgradeRestartsEachPartInOrder() {
    ImageFacts old = TestFacts.ofRelease(directory, "2026.3.3");
    InstancePlan plan = TestFacts.plan(directory, old, TestFacts.withRestVersion(old, 56), "helm");
    assertThat(plan.steps().stream().map(UpgradeStep::title))
        .containsExactly(
            "Note the versions, and make a backup",
            "Restart replication registry with the new image",
            "Restart replication controller with the new image",
            "Restart xrootd with the new image",
            "Restart worker with the new image",
            "Restart czar with the new image",
            "Replace the image of the remaining containers");
    assertThat(plan.steps().get(4).commands())
        .containsExactly(
            "kubectl --namespace NAMESPACE set image statefulset/qserv-worker cmsd=NEW-IMAGE"
                + " database=MARIADB-IMAGE replica=NEW-IMAGE xrootd=NEW-IMAGE");
    assertThat(plan.steps().get(4).checks())
        .containsExactly(
            "kubectl --namespace NAMESPACE rollout status statefulset/qserv-worker --timeout=12h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose", "helm"})
  void withoutAnOrderThatOfTheCatalogIsUsed(String tool) {
    assertThat(steps(tool).stream().map(UpgradeStep::title))
        .containsExactly(
            "Restart replication registry with the new image",
            "Restart replication controller with the new image",
            "Restart xrootd with the new image",
            "Restart worker with the new image",
            "Restart czar with the new image");
  }

  @Test
  void theVerdictHasTheOrderOfTheCatalogIfTheFactsHaveNone() {
    ImageFacts facts = new TestFacts().text("release-line", "http").restartOrder().build();
    assertThat(
            new UpgradeAssessor(new TestHost(directory).host(), TestFiles.BUNDLED)
                .assess(facts, facts)
                .restartOrder())
        .containsExactly("replication registry", "replication controller", "worker", "czar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose", "helm"})
  void whatTheCatalogInTheJarLacksIsRestartedManually(String tool) {
    assertThat(steps(tool, "cache", "worker cache", "worker svc", ""))
        .hasSize(4)
        .allSatisfy(step -> {
          assertThat(step.commands()).isEmpty();
          assertThat(step.expected()).startsWith("do this manually: there are no commands for ");
        });
  }

  @Test
  void withoutAWorkloadOfItsOwnARoleIsRestartedManually() {
    assertThat(steps("helm", "replication").getFirst().commands()).isEmpty();
    assertThat(steps("compose", "replication").getFirst().commands()).isNotEmpty();
  }

  @Test
  void eachNumberedServiceOfAComponentIsRestartedAndChecked() {
    UpgradeStep step = steps("compose", "worker xrootd").getFirst();
    assertThat(step.commands().getLast())
        .startsWith(
            "for service in $(services '^worker(-[0-9]+)?-xrootd$'); do docker-compose up -d"
                + " --no-deps $service && ");
    assertThat(step.checks())
        .containsExactly(
            "for service in $(services '^worker(-[0-9]+)?-xrootd$'); do docker-compose exec -T"
                + " $service entrypoint probe ready </dev/null; done");
  }

  @Test
  void theComposeFilesHaveEachPartThatHasCommands() throws IOException {
    Set<String> parts = new TreeSet<>();
    for (String file : List.of("docker-compose.yml", "xrd.yml", "http.yml")) {
      SERVICE
          .matcher(Files.readString(Path.of("compose", file)))
          .results()
          .forEach(service -> {
            parts.add(service.group(1));
            parts.add(service.group(1) + " " + service.group(2));
          });
    }
    assertThat(
            TestFiles.BUNDLED.text("compatibility/steps.conf").getObject("compose.parts").keySet())
        .isEqualTo(parts);
  }
}
