// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the steps of the upgrade of an instance. */
final class InstancePlannerTest {
  @TempDir static Path directory;

  private static ImageFacts release(String tag) {
    return TestFacts.ofRelease(directory, tag);
  }

  private static InstancePlan plan(ImageFacts from, ImageFacts to, String tool) {
    return TestFacts.plan(directory, from, to, tool);
  }

  private static List<String> titles(InstancePlan plan) {
    return plan.steps().stream().map(UpgradeStep::title).toList();
  }

  /** The plans of every upgrade between two releases with every tool. */
  static Stream<InstancePlan> plans() {
    List<String> releases = List.copyOf(new ReleaseTable(TestFiles.BUNDLED).releases());
    return StepTemplates.tools(TestFiles.BUNDLED).stream()
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
  void anOldImageOfAnInvalidReleaseLineIsRefused() {
    ImageFacts invalid = new TestFacts().text("release-line", "xrd; rm -rf .").build();
    assertThatThrownBy(() -> plan(invalid, release("2026.3.3"), "compose"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "error: the release line of the old image is unknown: 'xrd; rm -rf .'\n"
                + "fix: set release-line when you describe the image, or add its label");
    ImageFacts unknown = new TestFacts().without("release-line").build();
    assertThat(plan(unknown, release("2026.3.3"), "compose").steps().getFirst().commands())
        .anySatisfy(command -> assertThat(command).endsWith("docker-compose.yml:xrd.yml"));
  }

  @Test
  void theSchemaOfAModuleOfASiteIsUpgradedManually() {
    ImageFacts from = new TestFacts().number("schemas.site", 4).build();
    ImageFacts to = new TestFacts().number("schemas.site", 5).number("schemas.czar", 18).build();
    for (String tool : StepTemplates.tools(TestFiles.BUNDLED)) {
      List<UpgradeStep> steps = plan(from, to, tool).steps();
      assertThat(steps.get(3).title()).isEqualTo("Upgrade the schema czar from 17 to 18");
      assertThat(steps.get(4))
          .isEqualTo(
              new UpgradeStep(
                  "Upgrade the schema site from 4 to 5",
                  List.of(),
                  List.of(),
                  "do this manually: there are no commands for "
                      + tool
                      + ", because the catalog of a site has added it"));
    }
  }

  @Test
  void warningsAreInTheTextOfEachVerdict() {
    Map<String, String> scripts = Map.of("migrate-None-to-17.sql", "bb");
    ImageFacts from = new TestFacts().build();
    for (TestFacts to : List.of(new TestFacts(), new TestFacts().number("schemas.worker", 2))) {
      InstancePlan plan = plan(from, to.scripts(scripts).build(), "compose");
      assertThat(plan.assessment().warnings()).isNotEmpty();
      assertThat(InstancePlanFormatter.text(plan))
          .contains("\nwarning: " + plan.assessment().warnings().getFirst() + "\n");
    }
  }

  @Test
  void aTextFromADocumentIsNeverALineOfItsOwn() {
    ImageFacts from = new TestFacts().number("schemas.a\nreboot", 1).build();
    ImageFacts to = new TestFacts().number("schemas.a\nreboot", 2).restartOrder("b\nhalt").build();
    assertThat(InstancePlanFormatter.text(plan(from, to, "compose")).lines())
        .noneMatch(line -> line.startsWith("reboot"))
        .contains("# 4. Upgrade the schema a reboot from 1 to 2");
    assertThat(InstancePlanFormatter.text(plan(to, to, "compose")).lines())
        .contains("# 2. Restart b halt with the new image");
  }

  @Test
  void anUnknownToolIsRefused() {
    assertThatThrownBy(() -> StepTemplates.of(TestFiles.BUNDLED, "swarm"))
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
