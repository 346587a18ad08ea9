// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the pod specifications in docs/operator.md. */
final class OperatorPageTest {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private static List<Pod> pods() throws IOException {
    return YAML.matcher(Files.readString(Path.of("docs/operator.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .flatMap(text -> Manifests.of(text).all(Pod.class).stream())
        .toList();
  }

  @Test
  void everyFieldIsKnownToKubernetes() throws IOException {
    assertThat(pods())
        .hasSize(1)
        .allSatisfy(
            pod -> assertThat(UnknownFields.of(pod)).as(pod.getMetadata().getName()).isEmpty());
  }

  @Test
  void everyMountHasAVolumeAndEveryContainerAllProbes() throws IOException {
    for (Pod pod : pods()) {
      Stream.concat(
              pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
          .map(container -> new PodContainer("Pod", pod.getSpec(), container))
          .forEach(container -> {
            assertThat(container.runsLauncher()).isTrue();
            assertThat(container.container().getVolumeMounts())
                .allSatisfy(mount -> assertThat(container.volume(mount)).isPresent());
            assertThat(container.container().getStartupProbe()).isNotNull();
            assertThat(container.container().getLivenessProbe()).isNotNull();
            assertThat(container.container().getReadinessProbe()).isNotNull();
            assertThat(container.canWrite("/config-etc/x")).isTrue();
            assertThat(container.canWrite("/run/qserv/x")).isTrue();
          });
    }
  }
}
