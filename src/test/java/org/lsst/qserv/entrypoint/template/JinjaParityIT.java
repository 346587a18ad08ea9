// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the expected texts with the output of the real Jinja2: Debian's python3-jinja2. */
final class JinjaParityIT {
  /** Debian's Python; another one in PATH may not have the package. */
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path directory;

  @Test
  void theExpectedFilesEqualTheOutputOfJinja2() throws IOException, InterruptedException {
    Path script = JinjaCases.FOLDER.resolve("render.py");
    Process process =
        new ProcessBuilder(
                PYTHON, script.toString(), JinjaCases.FOLDER.toString(), directory.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();

    List<Path> cases =
        Stream.concat(JinjaCases.alike().stream(), JinjaCases.different().stream()).toList();
    assertThat(cases).isNotEmpty();
    for (Path jinja : cases) {
      Path approved = JinjaCases.sibling(jinja, "expected");
      Path real = directory.resolve(JinjaCases.FOLDER.relativize(approved));
      assertThat(real).as(jinja.toString()).hasSameBinaryContentAs(approved);
    }
  }
}
