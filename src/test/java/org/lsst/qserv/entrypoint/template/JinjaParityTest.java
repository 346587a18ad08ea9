// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our output with that of Jinja2, which {@link JinjaParityIT} verifies. */
final class JinjaParityTest {
  private static String file(Path jinja, String ending) throws IOException {
    return Files.readString(JinjaCases.sibling(jinja, ending));
  }

  @Test
  void coversAtLeastTwentyFiveConstructs() throws IOException {
    assertThat(JinjaCases.alike()).hasSizeGreaterThanOrEqualTo(25);
  }

  @ParameterizedTest
  @MethodSource("org.lsst.qserv.entrypoint.template.JinjaCases#alike")
  void rendersAConstructLikeJinja2(Path jinja) throws IOException {
    assertThat(JinjaCases.render(jinja)).isEqualTo(file(jinja, "expected"));
  }

  @ParameterizedTest
  @MethodSource("org.lsst.qserv.entrypoint.template.JinjaCases#different")
  void rendersAKnownDifferenceAsDocumented(Path jinja) throws IOException {
    if (Boolean.getBoolean("update")) {
      Files.writeString(JinjaCases.sibling(jinja, "ours"), JinjaCases.render(jinja));
    }
    assertThat(JinjaCases.render(jinja))
        .isEqualTo(file(jinja, "ours"))
        .isNotEqualTo(file(jinja, "expected"));
    String name = jinja.getFileName().toString().replace(".jinja", "");
    assertThat(Files.readString(Path.of("docs/jinja-compatibility.md")))
        .contains("| `" + name + "` |");
  }
}
