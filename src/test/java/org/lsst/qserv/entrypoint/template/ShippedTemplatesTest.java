// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Substitution;

/** Tests the templates of this repository. */
final class ShippedTemplatesTest {
  /** Not on the path of a Qserv service; ClusterServeCommandTest renders and reads its files. */
  private static final Path MONITOR = TestPlan.TEMPLATES.resolve("monitor");

  @TempDir Path directory;

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TestPlan.TEMPLATES)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(MONITOR))
          .filter(file -> !file.toString().endsWith(".md") && !file.toString().endsWith(".sql"))
          .sorted()
          .toList();
    }
  }

  /** Returns a release line that has the template, which the suffix of its name shows. */
  static String line(Path template) {
    return template.toString().endsWith(".cfg") ? "http" : "xrd";
  }

  @ParameterizedTest
  @MethodSource("templates")
  void rendersAShippedTemplateWithoutTheEngine(Path template) throws IOException {
    assertThat(Substitution.supports(Files.readString(template))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void rendersAShippedTemplateWithTheRequiredSettings(Path template) {
    Settings settings = TestPlan.required(directory, line(template), "worker").valid();
    assertThat(new TemplateRenderer(settings).render(template)).isNotBlank();
    assertThat(TestSettings.problems(settings)).isEmpty();
  }
}
