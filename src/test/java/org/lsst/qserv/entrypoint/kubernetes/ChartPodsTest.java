// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the properties that the pods of every values file have. */
final class ChartPodsTest {
  /** A probe's memory with a margin, in bytes. */
  private static final long PROBE = 128L << 20;

  static Stream<PodContainer> containers() {
    return Chart.valuesFiles().stream().flatMap(file -> Chart.rendered(file).containers().stream());
  }

  static Stream<PodContainer> launchers() {
    return containers().filter(PodContainer::runsLauncher);
  }

  /** Returns the containers except those of the ingest service, which are what its images need. */
  static Stream<PodContainer> restricted() {
    return containers().filter(container -> !container.owner().equals("StatefulSet qserv-ingest"));
  }

  static List<Path> valuesFiles() {
    return Chart.valuesFiles();
  }

  @Test
  void aDatabaseIsASidecarThatStartsFirstAndStopsLast() {
    PodSpec pod = pod("http", "qserv-worker");
    assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("database");
    assertThat(pod.getInitContainers().getFirst().getRestartPolicy()).isEqualTo("Always");
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("svc", "replica");
  }

  @Test
  void aClusterWithoutNativeSidecarsRunsTheDatabaseAsAContainer() {
    PodSpec pod = pod("plain-sidecars", "qserv-worker");
    assertThat(pod.getInitContainers()).isEmpty();
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("database", "svc", "replica");
    assertThat(pod.getContainers().getFirst().getRestartPolicy()).isNull();
  }

  private static PodSpec pod(String values, String name) {
    return Chart.rendered(values).one(StatefulSet.class, name).getSpec().getTemplate().getSpec();
  }

  @Test
  void changingTheModeChangesOnlyItsConfigMap() {
    Manifests full = Chart.rendered("http");
    Manifests maintenance = Chart.rendered("http", Map.of("mode", "maintenance"));
    assertThat(maintenance.one(ConfigMap.class, "qserv-mode").getData())
        .containsExactly(Map.entry("mode", "maintenance"));
    assertThat(maintenance.objects().stream().filter(object -> !full.objects().contains(object)))
        .singleElement()
        .satisfies(object -> assertThat(object.getMetadata().getName()).isEqualTo("qserv-mode"));
  }

  @ParameterizedTest
  @CsvSource({
    "settings, qserv-czar qserv-registry qserv-repl qserv-worker",
    "czars.settings, qserv-czar",
    "workers.settings, qserv-worker",
    "replication.settings, qserv-registry qserv-repl"
  })
  void aSettingRestartsThePodsThatReadIt(String value, String expected) {
    Map<String, PodTemplateSpec> before = Chart.rendered("http").podTemplates();
    Map<String, PodTemplateSpec> after =
        Chart.rendered("http", Map.of(value + ".mariadb.port", "3307")).podTemplates();
    assertThat(
            after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> entry.getKey().split(" ", -1)[1])
                .sorted())
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"database.onEmpty, refuse", "database.autoUpgrade, maintenance"})
  void aSettingForTheNextStartOfADatabaseRestartsNothing(String value, String changed) {
    Manifests before = Chart.rendered("http");
    Manifests after = Chart.rendered("http", Map.of(value, changed));
    assertThat(after.podTemplates()).isEqualTo(before.podTemplates());
    assertThat(after.one(ConfigMap.class, "qserv-settings").getData().get("database.conf"))
        .contains(changed);
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void noConfigMapIsMountedAsAFile(PodContainer container) {
    assertThat(container.container().getVolumeMounts())
        .filteredOn(mount -> container.volume(mount).map(Volume::getConfigMap).isPresent())
        .extracting(VolumeMount::getSubPath)
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void probesWaitForUpgradesAndRestartOutdatedServices(PodContainer container) {
    Container one = container.container();
    int budget =
        one.getStartupProbe().getPeriodSeconds() * one.getStartupProbe().getFailureThreshold();
    assertThat(budget).isEqualTo(24 * 3600);
    assertThat(one.getReadinessProbe().getExec().getCommand()).contains("--accept-parked");
    assertThat(one.getLivenessProbe().getTerminationGracePeriodSeconds())
        .isEqualTo(container.isDatabase() ? null : 30L);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void theMemoryOfAContainerIsLimitedAndIncludesAProbe(PodContainer container) {
    ResourceRequirements resources = container.container().getResources();
    long limit = memory(resources.getLimits());
    assertThat(limit).isGreaterThanOrEqualTo(2 * PROBE);
    assertThat(memory(resources.getRequests())).isLessThanOrEqualTo(limit);
  }

  private static long memory(Map<String, Quantity> amounts) {
    return Quantity.getAmountInBytes(requireNonNull(amounts.get("memory"))).longValueExact();
  }

  /** The profile "restricted" of the Pod Security Standards. */
  @ParameterizedTest
  @MethodSource("restricted")
  void podsAreRestricted(PodContainer container) {
    assertThat(container.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.pod().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(container.pod().getVolumes())
        .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
    assertThat(container.pod().getAutomountServiceAccountToken()).isFalse();
    assertThat(container.pod().getEnableServiceLinks()).isFalse();
    SecurityContext context = container.container().getSecurityContext();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    if (container.toString().equals("StatefulSet qserv-worker xrootd")) {
      assertThat(context.getRunAsUser()).isZero();
      assertThat(context.getCapabilities().getAdd())
          .containsExactly("IPC_LOCK", "SYS_RESOURCE", "SETUID", "SETGID");
    } else {
      assertThat(context.getRunAsUser()).isNull();
      assertThat(context.getCapabilities().getAdd()).isEmpty();
    }
  }

  @Test
  void lockedMemoryRequiresTheUserOfTheImage() {
    assertThatThrownBy(() -> Chart.rendered("xrd", Map.of("podSecurityContext.runAsUser", 1001)))
        .hasMessageContaining("set workers.lockMemory=false");
    assertThat(
            Chart.rendered(
                    "xrd",
                    Map.of("podSecurityContext.runAsUser", 1001, "workers.lockMemory", false))
                .launchers())
        .isNotEmpty();
  }

  @Test
  void aWorkerOfLineXrdIsRestrictedIfItNeedNotLockMemory() {
    assertThat(Chart.rendered("xrd", Map.of("workers.lockMemory", false)).launchers())
        .allSatisfy(container ->
            assertThat(container.container().getSecurityContext().getCapabilities().getAdd())
                .isEmpty());
  }

  @Test
  void theCertificateIsIssuedForTheCzarsServices() {
    Map<String, ?> spec =
        Chart.rendered("production").all(GenericKubernetesResource.class).stream()
            .filter(object -> object.getKind().equals("Certificate"))
            .findFirst()
            .orElseThrow()
            .get("spec");
    assertThat(spec.get("secretName")).isEqualTo("czar-cert");
    assertThat(spec.get("dnsNames")).asString().contains("qserv-czar.dr2.svc", "qserv.example.org");
  }

  @Test
  void prometheusScrapesEveryControlPort() {
    Manifests manifests = Chart.rendered("production");
    String endpoints =
        manifests.all(GenericKubernetesResource.class).stream()
            .filter(object -> object.getKind().equals("ServiceMonitor"))
            .filter(object -> object.getMetadata().getName().equals("qserv"))
            .findFirst()
            .orElseThrow()
            .get("spec")
            .toString();
    assertThat(manifests.launchers())
        .allSatisfy(container ->
            assertThat(endpoints).contains("port=ctl-" + container.container().getName() + ","));
    assertThat(
            manifests.all(Service.class).stream()
                .filter(service -> service.getMetadata().getName().endsWith("-control"))
                .flatMap(service -> service.getSpec().getPorts().stream()))
        .hasSameSizeAs(manifests.launchers());
  }

  @Test
  void podsOfTheInstanceReachEachOtherOnEveryPort() {
    assertThat(Chart.rendered("production").all(NetworkPolicy.class))
        .hasSize(6)
        .allSatisfy(policy -> {
          assertThat(policy.getSpec().getIngress().getFirst().getPorts()).isEmpty();
          assertThat(
                  policy
                      .getSpec()
                      .getIngress()
                      .getFirst()
                      .getFrom()
                      .getFirst()
                      .getPodSelector()
                      .getMatchLabels())
              .containsEntry("app.kubernetes.io/instance", "qserv-dr2");
        });
  }

  @Test
  void onePodOfEachStatefulSetMayBeEvicted() {
    assertThat(Chart.rendered("http").all(PodDisruptionBudget.class))
        .extracting(budget -> budget.getSpec().getMaxUnavailable().getIntVal())
        .containsExactly(1, 1, 1);
    assertThat(Chart.rendered("plain-sidecars").all(PodDisruptionBudget.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, RollingUpdate, ''",
    "2, RollingUpdate, 2",
    "25%, RollingUpdate, 25%",
    "2, OnDelete, ''"
  })
  void workersAreUpdatedInTurnOrWhenTheyAreDeleted(
      String maxUnavailable, String strategy, String expected) {
    StatefulSetUpdateStrategy update =
        Chart.rendered(
                "http",
                Map.of(
                    "workers.maxUnavailable", maxUnavailable, "workers.updateStrategy", strategy))
            .one(StatefulSet.class, "qserv-worker")
            .getSpec()
            .getUpdateStrategy();
    assertThat(update.getType()).isEqualTo(strategy);
    assertThat(
            update.getRollingUpdate() == null
                ? ""
                : String.valueOf(update.getRollingUpdate().getMaxUnavailable().getValue()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void volumesOutliveTheirStatefulSet(Path values) {
    assertThat(Chart.rendered(values).all(StatefulSet.class))
        .allSatisfy(set -> {
          assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenDeleted())
              .isEqualTo("Retain");
          assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
              .isEqualTo("Retain");
        });
  }
}
