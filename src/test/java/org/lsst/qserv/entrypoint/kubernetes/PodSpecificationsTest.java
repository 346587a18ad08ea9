// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the pods in kubernetes/pods, which docs/operator.md offers to authors of operators. */
final class PodSpecificationsTest {
  private static final Path DIRECTORY = Path.of("kubernetes/pods");
  private static final String MODE =
      """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: qserv-mode }
      data: { mode: full }
      """;

  @TempDir Path directory;

  record Row(String file, String line, Manifests manifests, PodContainer container) {
    @Override
    public String toString() {
      return file + " " + container.container().getName() + " " + line;
    }
  }

  /** Returns each container, with each release line that its pod is for. */
  static Stream<Row> containers() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList().stream().flatMap(PodSpecificationsTest::rows);
    }
  }

  private static Stream<Row> rows(Path file) {
    String text = read(file);
    List<String> lines = text.contains("value: auto") ? List.of("http", "xrd") : List.of("own");
    return lines.stream()
        .flatMap(line -> {
          Manifests manifests = Manifests.of(ofLine(text, line) + MODE);
          Pod pod = manifests.all(Pod.class).getFirst();
          return Stream.concat(
                  pod.getSpec().getInitContainers().stream(),
                  pod.getSpec().getContainers().stream())
              .map(container -> new PodContainer("Pod", pod.getSpec(), container))
              .map(container -> new Row(file.getFileName().toString(), line, manifests, container));
        });
  }

  private static String ofLine(String text, String line) {
    String own =
        line.equals("http") ? text.replaceAll("(?m)^.*# only in release line xrd\n", "") : text;
    return own.replace("value: auto", "value: " + line);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thePageListsEachPod() throws IOException {
    String page = read(Path.of("docs/operator.md"));
    assertThat(containers().map(Row::file).distinct())
        .hasSize(6)
        .allSatisfy(file -> assertThat(page).contains("(../kubernetes/pods/" + file + ")"));
    assertThat(containers().map(row -> "`" + target(row) + "`"))
        .allSatisfy(target -> assertThat(page).contains(target));
  }

  private static String target(Row row) {
    return String.join(" ", row.container().container().getArgs());
  }

  @ParameterizedTest
  @MethodSource("containers")
  void everyFieldIsKnownToKubernetes(Row row) {
    assertThat(UnknownFields.of(row.manifests().all(Pod.class).getFirst())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("containers")
  void everyMountHasAVolumeAndEveryContainerAllProbes(Row row) {
    PodContainer container = row.container();
    assertThat(container.runsLauncher()).isTrue();
    assertThat(container.container().getVolumeMounts())
        .allSatisfy(mount -> assertThat(container.volume(mount)).isPresent());
    assertThat(container.container().getStartupProbe()).isNotNull();
    assertThat(container.container().getLivenessProbe()).isNotNull();
    assertThat(container.container().getReadinessProbe()).isNotNull();
    assertThat(container.canWrite("/config-etc/x")).isTrue();
    assertThat(container.canWrite("/run/qserv/x")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aDryRunOfTheContainerFindsNoProblem(Row row) {
    assertThat(new ContainerLaunch(row.manifests(), row.container(), directory).dryRun())
        .startsWith("0 ")
        .contains("target   " + row.container().container().getArgs().get(0))
        .doesNotContain("secret-of-");
  }
}
