// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that another build of the same commit results in the same layers. It takes minutes. */
@Tag("full-suite")
final class ReproducibleImageIT {
  private static final String REBUILT = "entrypoint-test-rebuilt";

  /** The layer of the AOT caches, counted from the last one: only the directories follow. */
  private static final int CACHES_FROM_END = 2;

  @TempDir private Path directory;

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private List<String> layers(String image) throws IOException, InterruptedException {
    return run(
            directory,
            "docker",
            "image",
            "inspect",
            "--format",
            "{{range .RootFS.Layers}}{{println .}}{{end}}",
            image)
        .strip()
        .lines()
        .toList();
  }

  @Test
  void buildsEqualLayersExceptForTheAotCaches() throws IOException, InterruptedException {
    Path project = Path.of("").toAbsolutePath();
    assertThat(run(project, "git", "status", "--porcelain", ":!docs"))
        .as("changes that a clone does not have")
        .isEmpty();
    Path clone = directory.resolve("another/directory");
    run(project, "git", "clone", "--quiet", project.toString(), clone.toString());
    String base = System.getProperty("entrypoint.base-image", "qserv-dev-base");
    run(clone, "./dev", "image", "--base", base, "--to", REBUILT);
    try {
      List<String> original = layers(Image.LITE);
      List<String> rebuilt = layers(REBUILT);
      assertThat(rebuilt).hasSameSizeAs(original);
      int caches = original.size() - CACHES_FROM_END;
      for (int layer = 0; layer < original.size(); layer++) {
        if (layer != caches) {
          assertThat(rebuilt.get(layer)).as("layer " + layer).isEqualTo(original.get(layer));
        }
      }
    } finally {
      run(directory, "docker", "image", "rm", REBUILT);
    }
  }
}
