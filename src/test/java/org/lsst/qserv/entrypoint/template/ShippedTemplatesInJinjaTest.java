// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests that our templates render equally with and without Jinja. */
final class ShippedTemplatesInJinjaTest {
  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("org.lsst.qserv.entrypoint.template.ShippedTemplatesTest#templates")
  void rendersAShippedTemplateIdenticallyWithJinja(Path template) throws IOException {
    Settings settings =
        TestPlan.required(directory, ShippedTemplatesTest.line(template), "worker").valid();
    String simple = new TemplateRenderer(settings).render(template);
    String jinja =
        new JinjaTemplate(
                VariableGroup.root(settings, false),
                template,
                List.of(TestPlan.TEMPLATES),
                new ProblemReport(settings))
            .render(Files.readString(template));
    assertThat(TestSettings.problems(settings)).isEmpty();
    assertThat(jinja).isEqualTo(simple);
  }
}
