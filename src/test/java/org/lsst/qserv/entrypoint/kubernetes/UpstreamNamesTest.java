// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the objects to which data and clients are bound have the names that they have in
 * upstream's chart, so that its volumes are found.
 */
final class UpstreamNamesTest {
  private static final Manifests PRODUCTION = Chart.rendered("production");

  @ParameterizedTest
  @CsvSource({
    "qserv-czar, czar-data",
    "qserv-worker, worker-data",
    "qserv-repl, repl-data",
    "qserv-ingest, ingest-data"
  })
  void aStatefulSetFindsTheVolumesOfUpstreamsChart(String name, String claim) {
    StatefulSet set = PRODUCTION.one(StatefulSet.class, name);
    assertThat(set.getSpec().getServiceName()).isEqualTo(name);
    assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
    assertThat(set.getSpec().getVolumeClaimTemplates())
        .singleElement()
        .satisfies(template -> assertThat(template.getMetadata().getName()).isEqualTo(claim));
    assertThat(
            PRODUCTION.containers().stream()
                .filter(container -> container.owner().equals("StatefulSet " + name))
                .flatMap(container -> container.container().getVolumeMounts().stream())
                .filter(mount -> mount.getName().equals(claim))
                .map(VolumeMount::getMountPath))
        .isNotEmpty()
        .containsOnly("/qserv/data");
  }

  @Test
  void theRegistryIsADeployment() {
    assertThat(PRODUCTION.names(Deployment.class))
        .containsExactly("qserv-monitor", "qserv-registry");
  }

  @ParameterizedTest
  @CsvSource({
    "qserv-czar, None, true, 4048 4040",
    "qserv-worker, None, true, ''",
    "qserv-repl, None, true, 25081",
    "qserv-registry, , , 25082",
    "qserv-ingest, , , 80",
    "qserv-czar-external, , , 4048 4040"
  })
  void aServiceHasTheNameAndThePortsOfUpstreamsChart(
      String name, String clusterIp, Boolean notReady, String ports) {
    Service service = PRODUCTION.one(Service.class, name);
    assertThat(service.getSpec().getClusterIP()).isEqualTo(clusterIp);
    assertThat(service.getSpec().getPublishNotReadyAddresses()).isEqualTo(notReady);
    List<String> expected = ports.isEmpty() ? List.of() : List.of(ports.split(" "));
    assertThat(service.getSpec().getPorts().stream().map(ServicePort::getPort).map(String::valueOf))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theExternalServiceLeadsToTheFirstCzar() {
    assertThat(PRODUCTION.one(Service.class, "qserv-czar-external").getSpec().getSelector())
        .containsEntry("statefulset.kubernetes.io/pod-name", "qserv-czar-0");
  }

  @ParameterizedTest
  @CsvSource({
    "StatefulSet qserv-czar http, /secrets/czar, czar-secrets",
    "StatefulSet qserv-czar http, /secrets/repl, repl-secrets",
    "StatefulSet qserv-czar http, /certs/czar, czar-cert",
    "StatefulSet qserv-worker svc, /secrets/worker, worker-secrets",
    "StatefulSet qserv-worker svc, /secrets/repl, repl-secrets",
    "StatefulSet qserv-repl controller, /secrets/repl, repl-secrets",
    "Deployment qserv-registry registry, /secrets/repl, repl-secrets"
  })
  void theSecretsOfUpstreamsChartAreMounted(String container, String path, String secret) {
    PodContainer found =
        PRODUCTION.containers().stream()
            .filter(one -> one.toString().equals(container))
            .findFirst()
            .orElseThrow();
    VolumeMount mount =
        found.container().getVolumeMounts().stream()
            .filter(one -> one.getMountPath().equals(path))
            .findFirst()
            .orElseThrow();
    assertThat(found.volume(mount).orElseThrow().getSecret().getSecretName()).isEqualTo(secret);
  }
}
