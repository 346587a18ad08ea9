// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands of upgrades with Helm, and that they name what the chart contains. */
final class HelmStepsTest {
  private static final Path MANIFESTS = Path.of("src/test/resources/kubernetes");
  private static final String HELM =
      "helm upgrade RELEASE kubernetes/chart --namespace NAMESPACE --reset-then-reuse-values";
  private static final String IMAGES =
      "--set qservImageName=NEW-IMAGE --set mariadbImageName=MARIADB-IMAGE";

  @TempDir static Path directory;

  private static ImageFacts release(String tag) {
    return TestFacts.ofRelease(directory, tag);
  }

  private static InstancePlan plan(ImageFacts from, ImageFacts to) {
    return TestFacts.plan(directory, from, to, "helm");
  }

  private static InstancePlan rolling() {
    return plan(release("2026.3.3"), TestFacts.withRestVersion(release("2026.3.3"), 56));
  }

  private static InstancePlan maintenance() {
    return plan(release("2024.3.2-rc1"), release("2026.3.3"));
  }

  private static UpgradeStep step(InstancePlan plan, String title) {
    return plan.steps().stream()
        .filter(step -> step.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> all(InstancePlan plan) {
    return plan.steps().stream()
        .flatMap(step -> Stream.concat(step.commands().stream(), step.checks().stream()))
        .toList();
  }

  @Test
  void bothImagesAreReplacedInMaintenanceAndWorkersAllAtOnce() {
    assertThat(step(maintenance(), "Replace the image").commands())
        .containsExactly(
            HELM
                + " "
                + IMAGES
                + " --set database.autoUpgrade=maintenance --set workers.updateStrategy=OnDelete",
            "kubectl --namespace NAMESPACE delete pod --selector"
                + " app.kubernetes.io/component=worker");
    assertThat(
            step(plan(release("2025.2.1"), release("http-2026-04")), "Replace the image, and")
                .commands()
                .getFirst())
        .startsWith(HELM + " --set releaseLine=http " + IMAGES + " --set ");
  }

  @Test
  void aRollingUpgradeReplacesTheImageOfTheDatabases() {
    assertThat(step(rolling(), "Restart replication controller").commands())
        .containsExactly(
            "kubectl --namespace NAMESPACE set image statefulset/qserv-repl"
                + " database=MARIADB-IMAGE controller=NEW-IMAGE");
    assertThat(step(rolling(), "Restart czar").commands())
        .containsExactly(
            "kubectl --namespace NAMESPACE set image statefulset/qserv-czar"
                + " database=MARIADB-IMAGE http=NEW-IMAGE proxy=NEW-IMAGE");
    assertThat(step(rolling(), "Replace the image of the remaining").commands())
        .containsExactly(HELM + " " + IMAGES);
    assertThat(rolling().replace())
        .anySatisfy(line ->
            assertThat(line).contains("MARIADB-IMAGE", "only if the values set mariadbImageName"));
  }

  @Test
  void rolloutsAreCheckedPerWorkloadAndOnlyWorkersByTheirPods() {
    for (UpgradeStep step :
        List.of(
            step(maintenance(), "Replace the image"),
            step(rolling(), "Replace the image of the remaining"))) {
      assertThat(step.checks()).hasSize(3);
      assertThat(step.checks().get(0))
          .contains("get statefulsets,deployments", "rollout status $workload --timeout=12h");
      assertThat(step.checks().get(1)).contains("statefulset/qserv-worker", "updatedReplicas");
      assertThat(step.checks().get(2)).contains("component=worker --for=condition=Ready");
    }
    assertThat(all(maintenance())).noneMatch(line -> line.contains("name=qserv --for"));
    assertThat(rolling().replace())
        .anySatisfy(line -> assertThat(line).contains("updateStrategy", "OnDelete"));
  }

  @Test
  void aRunOfAJobIsAStringAndIsWaitedForUntilItIsCompleteOrFailed() {
    UpgradeStep step = step(maintenance(), "Upgrade the schema czar");
    assertThat(step.commands())
        .containsExactly(
            HELM + " --timeout 12h --set-string czarSmig.runId=RUN",
            "until kubectl --namespace NAMESPACE get job/qserv-czar-smig-RUN --output"
                + " jsonpath='{.status.conditions[?(@.status==\"True\")].type}'"
                + " | grep -wE 'Complete|Failed'; do sleep 5; done");
    assertThat(step.checks().get(1))
        .contains("job-name=qserv-czar-smig-RUN --field-selector status.phase=Failed")
        .contains("terminated.message");
    assertThat(all(maintenance()))
        .noneMatch(line -> line.contains("condition=Complete"))
        .noneMatch(line -> line.contains("--set czarSmig") || line.contains("--set workerSmig"));
  }

  @Test
  void theModeIsCheckedInEachContainerOfEachPod() {
    String loop =
        "for pod in $(kubectl --namespace NAMESPACE get pods --selector 'app.kubernetes.io/component"
            + " in (czar,worker,repl,registry,xrootd)' --output name); do for container in $(";
    assertThat(step(maintenance(), "Switch to mode full").checks())
        .singleElement()
        .asString()
        .startsWith(loop)
        .endsWith(
            "do until kubectl --namespace NAMESPACE exec $pod --container $container -- entrypoint"
                + " probe ready; do sleep 5; done; done; done");
    assertThat(step(maintenance(), "Switch to mode maintenance").checks())
        .singleElement()
        .asString()
        .startsWith(loop)
        .contains("entrypoint probe ready --accept-parked | grep -w maintenance;");
  }

  @Test
  void newValuesOfTheChartGetTheirDefaults() {
    assertThat(Stream.concat(all(rolling()).stream(), all(maintenance()).stream()))
        .noneMatch(line -> line.contains(" --reuse-values"))
        .filteredOn(line -> line.contains("helm upgrade"))
        .hasSize(7)
        .allMatch(line -> line.startsWith(HELM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xrd", "http"})
  void theChartHasTheWorkloadsAndContainersOfARollingUpgrade(String line) throws IOException {
    String manifests = Files.readString(MANIFESTS.resolve(line + ".yaml"));
    ImageFacts old = release(line.equals("xrd") ? "2026.3.3" : "http-2026-04");
    InstancePlan plan = plan(old, TestFacts.withRestVersion(old, 56));
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
    InstancePlan plan = plan(release("2025.2.1"), release("2026.3.3"));
    List<String> waits =
        plan.steps().stream()
            .flatMap(step -> step.commands().stream())
            .filter(command -> command.contains(" job/"))
            .map(command ->
                command.substring(command.indexOf("job/") + 4, command.lastIndexOf("-RUN")))
            .toList();
    assertThat(waits).hasSize(3).allSatisfy(job -> assertThat(jobs).contains("name: " + job + "-"));
  }
}
