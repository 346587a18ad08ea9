// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the template engine is loaded only for templates that need it. */
@Timeout(60)
final class LoadedClassesTest {
  private static final String ENGINE = "com.hubspot";

  @TempDir Path directory;

  /** Returns the output of a JVM that renders the template, including the log of loaded classes. */
  private String render(String template) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("t.cnf"), template);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                RenderingProgram.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void doesNotLoadTheEngineForSimpleSubstitution() throws IOException, InterruptedException {
    assertThat(render("{# a comment #}port {{ xrootd.port }}\n"))
        .contains("<port 1094>", TemplateRenderer.class.getName())
        .doesNotContain(ENGINE);
  }

  @Test
  void loadsTheEngineForOtherTemplates() throws IOException, InterruptedException {
    assertThat(render("{% if true %}port {{ xrootd.port }}{% endif %}\n"))
        .contains("<port 1094>", ENGINE);
  }
}
