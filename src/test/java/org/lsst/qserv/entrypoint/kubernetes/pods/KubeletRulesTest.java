// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.kubernetes.Chart;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/** Tests that the kubelet of the tests follows the rules of Kubernetes. */
final class KubeletRulesTest {
  private static final Manifests MANIFESTS = Chart.rendered("http");

  @Test
  void aProbeFailsAfterConsecutiveFailuresOnly() {
    ProbeCounter counter = new ProbeCounter(1, 3);
    for (boolean success : List.of(false, false, true, false, false)) {
      counter.add(success);
    }
    assertThat(counter.failed()).isFalse();
    assertThat(counter.succeeded()).isFalse();
    counter.add(false);
    assertThat(counter.failed()).isTrue();
  }

  @Test
  void periodsThatPassDuringAProbeAreSkipped() {
    DeclaredProbe probe =
        DeclaredProbe.of(
            new ProbeBuilder()
                .withNewExec()
                .endExec()
                .withPeriodSeconds(10)
                .withInitialDelaySeconds(5)
                .build(),
            0);
    assertThat(probe.delay(0)).isEqualTo(Duration.ofSeconds(5));
    long end = Duration.ofSeconds(5 + 62).toNanos();
    probe.executed(end);
    assertThat(probe.delay(end)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void theFirstRestartIsImmediateAndLaterDelaysDouble() {
    RestartDelay delay = new RestartDelay();
    List<Long> seconds =
        List.of(0, 1, 2, 3, 4, 5, 6).stream()
            .map(_ -> delay.after(Duration.ofSeconds(1)).toSeconds())
            .toList();
    assertThat(seconds).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L);
    assertThat(delay.after(Duration.ofMinutes(10))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "69,Count",
    "75,Count",
    "1,Count",
    "137,Count",
    "64,FailIndex",
    "65,FailIndex",
    "73,FailIndex",
    "77,FailIndex",
    "78,FailIndex"
  })
  void theJobsOfTheChartRetryOnlyWhatARetryCanChange(int exitCode, String action) {
    Job job = Chart.rendered("schema-jobs").one(Job.class, "qserv-worker-smig-release-1-1");
    assertThat(new FailurePolicy(job.getSpec().getPodFailurePolicy().getRules()).action(exitCode))
        .isEqualTo(action);
  }

  @Test
  void aChangeOfMountedFilesReplacesTheLinkToTheirDirectory(@TempDir Path directory)
      throws IOException {
    Path mounted = directory.resolve("mode");
    int group = (int) Files.getAttribute(directory, "unix:gid");
    MountedFiles files = new MountedFiles(mounted, 0440, group);
    files.write(Map.of("mode", "full"));
    Path before = mounted.resolve("mode").toRealPath();
    files.write(Map.of("mode", "maintenance"));
    assertThat(mounted.resolve("mode")).hasContent("maintenance");
    assertThat(Files.readSymbolicLink(mounted.resolve("mode"))).isEqualTo(Path.of("..data/mode"));
    assertThat(mounted.resolve("mode").toRealPath()).isNotEqualTo(before);
    assertThat((int) Files.getAttribute(mounted.resolve("mode"), "unix:mode") & 0777)
        .isEqualTo(0440);
  }

  @Test
  void aPodOfAStatefulSetHasItsOwnNameAndThoseOfItsServices() {
    Workload worker = workload("qserv-worker");
    PodIdentity identity =
        new PodIdentity(
            worker.podName(1),
            worker.podName(1),
            worker.subdomain(),
            worker.template().getMetadata().getLabels(),
            Map.of(),
            MANIFESTS.all(Service.class));
    assertThat(identity.dnsNames())
        .containsExactly(
            "qserv-worker-1.qserv-worker.dr2.svc.cluster.local",
            "qserv-worker.dr2.svc.cluster.local");
    assertThat(identity.hosts("10.0.0.7"))
        .contains("10.0.0.7\tqserv-worker-1.qserv-worker.dr2.svc.cluster.local\tqserv-worker-1\n");
  }

  private static Workload workload(String name) {
    return Workload.of(MANIFESTS).stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void argumentsReferToVariablesAndKeepUnknownReferences() {
    Container container =
        new ContainerBuilder().addNewEnv().withName("INDEX").withValue("7").endEnv().build();
    PodIdentity identity = new PodIdentity("p", "p", "", Map.of(), Map.of(), List.of());
    assertThat(new ContainerVariables(container, identity).expanded("w-$(INDEX).$(UNKNOWN)"))
        .isEqualTo("w-7.$(UNKNOWN)");
  }
}
