// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the steps of the upgrade of an instance, and that their commands name what exists. */
final class InstancePlannerTest {
  private static final Path MANIFESTS = Path.of("src/test/resources/kubernetes");

  @TempDir static Path directory;

  private static ImageFacts release(String tag) {
    return TestFacts.ofRelease(directory, tag);
  }

  private static InstancePlan plan(ImageFacts from, ImageFacts to, String tool) {
    return new ImageInspector(new TestHost(directory).host(), TestFacts.BUNDLED)
        .plan(from, to, StepTemplates.of(TestFacts.BUNDLED, tool));
  }

  private static List<String> titles(InstancePlan plan) {
    return plan.steps().stream().map(UpgradeStep::title).toList();
  }

  /** The plans of every upgrade between two releases with every tool. */
  static Stream<InstancePlan> plans() {
    List<String> releases = List.copyOf(new ReleaseTable(TestFacts.BUNDLED).releases());
    return StepTemplates.tools(TestFacts.BUNDLED).stream()
        .flatMap(tool ->
            releases.stream()
                .flatMap(
                    from -> releases.stream().map(to -> plan(release(from), release(to), tool))));
  }

  @Test
  void anUpgradeInMaintenanceHasOnlyTheStepsThatAreNeeded() {
    assertThat(titles(plan(release("2025.2.1"), release("2026.3.3"), "compose")))
        .containsExactly(
            "Note the versions, and make a backup",
            "Switch to mode maintenance: only the databases keep running",
            "Replace the image",
            "Upgrade the schema czar from 10 to 17",
            "Upgrade the schema replication from 14 to 15",
            "Upgrade the schema worker from 2 to 3",
            "Switch to mode full");
  }

  @Test
  void aNewSeriesOfMariadbIsUpgradedBeforeTheSchemas() {
    assertThat(titles(plan(release("2024.3.2-rc1"), release("2026.3.3"), "helm")))
        .containsSubsequence(
            "Replace the image",
            "Upgrade the databases to the new series of MariaDB",
            "Upgrade the schema czar from 10 to 17");
  }

  @Test
  void anotherReleaseLineReplacesItsContainersAndNamesWhatMustBeDoneFirst() {
    InstancePlan plan = plan(release("2025.2.1"), release("http-2026-04"), "compose");
    assertThat(titles(plan))
        .contains(
            "Resolve a warning first",
            "Replace the image, and the containers of the old release line");
    assertThat(plan.steps().get(1).expected()).contains("first upgrade it to version 12 or later");
    assertThat(plan.steps().get(3).commands())
        .containsExactly(
            "docker-compose down",
            "export QSERV_IMAGE=NEW-IMAGE COMPOSE_FILE=docker-compose.yml:http.yml",
            "docker-compose up -d --no-deps $(services .)");
  }

  @Test
  void aRollingUpgradeRestartsEachPartInOrder() {
    ImageFacts old = release("2026.3.3");
    InstancePlan plan = plan(old, TestFacts.withRestVersion(old, 56), "helm");
    assertThat(titles(plan))
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
                + " database=NEW-IMAGE replica=NEW-IMAGE xrootd=NEW-IMAGE");
    assertThat(plan.steps().get(4).checks())
        .containsExactly(
            "kubectl --namespace NAMESPACE rollout status statefulset/qserv-worker --timeout=12h");
  }

  @Test
  void unknownFactsAreUpgradedInMaintenance() {
    assertThat(titles(plan(release("2026.1.2"), release("2026.3.3"), "compose")))
        .containsExactly(
            "Note the versions, and make a backup",
            "Switch to mode maintenance: only the databases keep running",
            "Replace the image",
            "Upgrade the databases to the new series of MariaDB",
            "Switch to mode full");
  }

  @Test
  void anImpossibleUpgradeHasNoSteps() {
    InstancePlan plan = plan(release("2024.3.2-rc1"), release("2024.5.1-rc5"), "compose");
    assertThat(plan.steps()).isEmpty();
    assertThat(InstancePlanFormatter.text(plan))
        .isEqualTo(
            """
            verdict: impossible (this upgrade is not supported)
              rest.version 33 -> 35: unknown (the oldest version that the new registry accepts is unknown: no label org.lsst.qserv.rest.oldest-accepted, and not in the table for release 2024.5.1-rc5)
              schemas.czar 10 -> 9: impossible (downgrades of a schema are not supported)
            """);
  }

  @Test
  void anImageOfAnUnknownReleaseLineIsRefused() {
    ImageFacts unknown = new TestFacts().without("release-line").build();
    assertThatThrownBy(() -> plan(release("2026.3.3"), unknown, "compose"))
        .hasMessage(
            "error: the release line of the new image is unknown: a test\n"
                + "fix: set release-line when you describe the image, or add its label");
  }

  @Test
  void anUnknownToolIsRefused() {
    assertThatThrownBy(() -> StepTemplates.of(TestFacts.BUNDLED, "swarm"))
        .hasMessage(
            "error: invalid value 'swarm' for --for (expected compose or helm)\n"
                + "fix: use one of these tools");
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyCommandIsCompleteAndValidForTheShell(InstancePlan plan)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (UpgradeStep step : plan.steps()) {
      assertThat(step.expected()).isNotEmpty().doesNotContain("{{");
      Stream.concat(step.commands().stream(), step.checks().stream())
          .forEach(command -> script.append(command).append('\n'));
    }
    assertThat(script).doesNotContain("{{", "unknown");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.getOutputStream()) {
      in.write(script.toString().getBytes(StandardCharsets.UTF_8));
    }
    String problems = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(problems + script).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xrd", "http"})
  void theChartHasTheWorkloadsAndContainersOfARollingUpgrade(String line) throws IOException {
    String manifests = Files.readString(MANIFESTS.resolve(line + ".yaml"));
    ImageFacts old = release(line.equals("xrd") ? "2026.3.3" : "http-2026-04");
    InstancePlan plan = plan(old, TestFacts.withRestVersion(old, 56), "helm");
    for (UpgradeStep step : plan.steps()) {
      for (String command : step.commands()) {
        if (command.contains(" set image ")) {
          String[] words = command.substring(command.indexOf(" set image ") + 11).split(" ", -1);
          String workload = workload(manifests, words[0]);
          for (int i = 1; i < words.length; i++) {
            String container = words[i].substring(0, words[i].indexOf('='));
            assertThat(workload).as(words[0]).contains("- name: " + container + "\n");
          }
        }
      }
    }
  }

  private static String workload(String manifests, String name) {
    String object = "name: " + name.substring(name.indexOf('/') + 1) + "\n";
    return Stream.of(manifests.split("\n---\n", -1))
        .filter(
            one -> one.contains("\nkind: Deployment\n") || one.contains("\nkind: StatefulSet\n"))
        .filter(one -> one.contains("\n  " + object))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in the chart"));
  }

  @Test
  void theChartHasTheJobsOfSchemaUpgrades() throws IOException {
    String jobs = Files.readString(MANIFESTS.resolve("schema-jobs.yaml"));
    InstancePlan plan = plan(release("2025.2.1"), release("2026.3.3"), "helm");
    List<String> waits =
        plan.steps().stream()
            .flatMap(step -> step.commands().stream())
            .filter(command -> command.contains(" job/"))
            .map(command ->
                command.substring(command.indexOf("job/") + 4, command.lastIndexOf("-RUN")))
            .toList();
    assertThat(waits).hasSize(3).allSatisfy(job -> assertThat(jobs).contains("name: " + job + "-"));
  }

  @Test
  void theJsonHasTheStepsOfTheText() throws IOException {
    InstancePlan plan = plan(release("2025.2.1"), release("2026.3.3"), "helm");
    JsonNode json = new ObjectMapper().readTree(InstancePlanFormatter.json(plan));
    assertThat(json.path("verdict").asText()).isEqualTo("maintenance");
    assertThat(json.path("tool").asText()).isEqualTo("helm");
    assertThat(json.path("steps")).hasSize(plan.steps().size());
    String text = InstancePlanFormatter.text(plan);
    for (JsonNode step : json.path("steps")) {
      assertThat(text)
          .contains("# " + step.path("number").asInt() + ". " + step.path("title").asText() + "\n");
      step.path("commands")
          .forEach(command -> assertThat(text).contains("\n" + command.asText() + "\n"));
    }
  }
}
