// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what Helm renders for each documented values file. */
final class ChartRenderingTest {
  private static final Path APPROVED = Path.of("src/test/resources/kubernetes");

  /** The fields of custom resources that the chart may use, by kind. */
  private static final Map<String, Set<String>> CUSTOM_FIELDS =
      Map.of(
          "Certificate", Set.of("secretName", "issuerRef", "privateKey", "dnsNames"),
          "ServiceMonitor", Set.of("selector", "endpoints"));

  static List<Path> valuesFiles() {
    return Chart.valuesFiles();
  }

  @Test
  void helmFindsNoProblemInTheChart() {
    LintResult result = Chart.lint();
    assertThat(result.isFailed()).as(() -> String.join("\n", result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void rendersTheApprovedManifests(Path values) throws IOException {
    String text = Chart.render(values, Map.of());
    Path approved = APPROVED.resolve(values.getFileName());
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(APPROVED);
      Files.writeString(approved, text);
    }
    assertThat(text)
        .as("update it with: mvn test -Dtest=ChartRenderingTest -Dupdate=true")
        .isEqualTo(Files.readString(approved));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void rendersTheSameTwice(Path values) {
    assertThat(Chart.render(values, Map.of())).isEqualTo(Chart.render(values, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void kubernetesKnowsEveryField(Path values) {
    List<HasMetadata> objects = Chart.rendered(values).objects();
    assertThat(objects).hasSizeGreaterThan(8);
    assertThat(objects)
        .filteredOn(object -> !(object instanceof GenericKubernetesResource))
        .allSatisfy(object ->
            assertThat(UnknownFields.of(object))
                .as(object.getKind() + " " + object.getMetadata().getName())
                .isEmpty());
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void customResourcesHaveOnlyKnownFields(Path values) {
    for (GenericKubernetesResource object :
        Chart.rendered(values).all(GenericKubernetesResource.class)) {
      assertThat(CUSTOM_FIELDS).containsKey(object.getKind());
      assertThat(object.getAdditionalProperties()).containsOnlyKeys("spec");
      Map<String, ?> spec = object.get("spec");
      assertThat(spec.keySet()).isSubsetOf(CUSTOM_FIELDS.get(object.getKind()));
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyObjectIsInTheNamespaceAndIsNamedOnce(Path values) {
    List<HasMetadata> objects = Chart.rendered(values).objects();
    assertThat(objects)
        .allSatisfy(object -> assertThat(object.getMetadata().getNamespace()).isEqualTo("dr2"));
    assertThat(
            objects.stream().map(object -> object.getKind() + " " + object.getMetadata().getName()))
        .doesNotHaveDuplicates();
  }

  @Test
  void anUnknownFieldIsFoundAtAnyDepth() {
    Manifests manifests =
        Manifests.of(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: x }
            spec:
              replica: 1
              template:
                spec:
                  containers: [{ name: y, livenessProbe: { exec: { commands: [z] } } }]
            """);
    assertThat(UnknownFields.of(manifests.objects().getFirst()))
        .containsExactlyInAnyOrder(
            ".Spec.replica", ".Spec.Template.Spec.Containers[].LivenessProbe.Exec.commands");
  }

  @Test
  void theNotesSayHowToProtectVolumesAndHowToChangeTheMode() {
    assertThat(Chart.install(Chart.VALUES.resolve("http.yaml"), Map.of()))
        .contains("instance qserv-dr2, release line http, mode full: 1 czar(s), 2 worker(s)")
        .contains("--set database.onEmpty=refuse")
        .contains("--set mode=maintenance");
  }
}
