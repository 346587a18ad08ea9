// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the Jobs that create and upgrade schemas. */
final class SchemaJobsTest {
  private static final String VALUES = "schema-jobs";
  private static final Manifests MANIFESTS = Chart.rendered(VALUES);

  @TempDir Path directory;

  static Stream<PodContainer> containers() {
    return MANIFESTS.containers().stream().filter(PodContainer::isJob);
  }

  static List<Job> jobs() {
    return MANIFESTS.all(Job.class);
  }

  @Test
  void aJobIsNamedAfterItsRunAndExistsOnlyWithOne() {
    assertThat(MANIFESTS.names(Job.class))
        .containsExactly(
            "qserv-czar-smig-release-1-1",
            "qserv-repl-smig-release-1-1",
            "qserv-worker-smig-release-1-1");
    assertThat(Chart.rendered("http").all(Job.class)).isEmpty();
    assertThat(Chart.rendered(VALUES, Map.of("czarSmig.runId", "")).names(Job.class)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"czar, 1, 1, 1", "repl, 1, 1, 1", "worker, 35, 10, 3"})
  void eachDatabaseHasAnIndexAndParallelismIsBounded(
      String role, int completions, int parallelism, int maxFailed) {
    JobSpec spec = MANIFESTS.one(Job.class, "qserv-" + role + "-smig-release-1-1").getSpec();
    assertThat(spec.getCompletionMode()).isEqualTo("Indexed");
    assertThat(spec.getCompletions()).isEqualTo(completions);
    assertThat(spec.getParallelism()).isEqualTo(parallelism);
    assertThat(spec.getMaxFailedIndexes()).isEqualTo(maxFailed);
    assertThat(spec.getBackoffLimitPerIndex()).isEqualTo(6);
    assertThat(spec.getTtlSecondsAfterFinished()).isEqualTo(600);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void exitCodesDecideWhetherADatabaseIsRetried(Job job) {
    List<PodFailurePolicyRule> rules = job.getSpec().getPodFailurePolicy().getRules();
    assertThat(rules)
        .extracting(PodFailurePolicyRule::getAction)
        .containsExactly("Ignore", "Count", "FailIndex");
    assertThat(rules.get(0).getOnPodConditions())
        .singleElement()
        .satisfies(condition -> assertThat(condition.getType()).isEqualTo("DisruptionTarget"));
    assertThat(rules.get(1).getOnExitCodes().getValues()).containsExactly(69, 75);
    assertThat(rules.get(2).getOnExitCodes().getValues()).containsExactly(64, 65, 73, 77, 78);
    // Both are required by podFailurePolicy; the second keeps two upgraders apart.
    assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
  }

  @Test
  void anInstallationCreatesAccountsBeforeTheSchema() {
    Job job = MANIFESTS.one(Job.class, "qserv-worker-smig-release-1-1");
    assertThat(job.getSpec().getTemplate().getSpec().getInitContainers())
        .extracting(Container::getName)
        .containsExactly("init");
    assertThat(
            MANIFESTS
                .one(Job.class, "qserv-czar-smig-release-1-1")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getInitContainers())
        .isEmpty();
  }

  /** An unknown host is the only problem that the launcher may find. */
  @ParameterizedTest
  @MethodSource("containers")
  void theLauncherAcceptsTheCommandAndTheSettingsOfAJob(PodContainer container) {
    String role = container.owner().split("-", -1)[1];
    assertThat(new ContainerLaunch(MANIFESTS, container, directory).run())
        .startsWith("69 ")
        .contains("qserv-" + role + "-7.qserv-" + role)
        .doesNotContain("secret-of-");
  }

  @ParameterizedTest
  @MethodSource("containers")
  void theErrorOfAFailedJobIsItsTerminationMessage(PodContainer container) {
    assertThat(container.container().getTerminationMessagePolicy())
        .isEqualTo("FallbackToLogsOnError");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aJobDoesNotBelongToAServiceOrStatefulSet(Job job) {
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .extractingByKey("app.kubernetes.io/component")
        .asString()
        .endsWith("-smig");
  }

  /** Helm keeps hooks apart from the objects of the release, and helm-java does not return them. */
  @Test
  void helmRunsTheJobsAsHooks() {
    assertThat(Chart.rendered(VALUES, Map.of("schemaJobs.hooks", "helm")).all(Job.class)).isEmpty();
  }

  @Test
  void argoCdRunsAHookDuringTheSynchronization() {
    assertThat(Chart.rendered(VALUES, Map.of("schemaJobs.hooks", "argocd")).all(Job.class))
        .hasSize(3)
        .allSatisfy(job ->
            assertThat(job.getMetadata().getAnnotations())
                .containsOnly(
                    Map.entry("argocd.argoproj.io/hook", "Sync"),
                    Map.entry("argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation")));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aPlainJobIsNoHook(Job job) {
    assertThat(job.getMetadata().getAnnotations()).isEmpty();
  }
}
