// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;

/**
 * Tests that the chart knows the components of the catalog: a file of the chart, from which the
 * templates make containers, is generated from it.
 */
final class ChartCatalogTest {
  private static final Path FILE = Chart.DIRECTORY.resolve("files/catalog.yaml");

  @TempDir Path directory;

  @Test
  void theFileOfTheChartIsGeneratedFromTheCatalog() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "# Generated from the launcher's catalog: mvn test -Dtest=ChartCatalogTest"
                + " -Dupdate=true\n");
    for (String line : List.of("http", "xrd")) {
      text.append(line).append(":\n");
      Catalog catalog = Catalog.of(new TestSettings(directory).line(line).read());
      catalog.roles().stream().sorted().forEach(role -> append(text, line, role));
    }
    if (Boolean.getBoolean("update")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE)).isEqualTo(text.toString());
  }

  private void append(StringBuilder text, String line, String role) {
    text.append("  ").append(role).append(":\n");
    TestSettings settings = TestPlan.required(directory, line, role);
    for (ServicePlan service : TestPlan.plan(role, settings.valid()).services()) {
      text.append("    - name: ").append(service.component()).append('\n');
      text.append("      database: ")
          .append(service.steps().stream().anyMatch(Step.PrepareDatabase.class::isInstance))
          .append('\n');
      text.append("      gracePeriodSeconds: ")
          .append(service.supervision().stop().grace().toSeconds())
          .append('\n');
      if (!service.ports().isEmpty()) {
        text.append("      ports: ").append(service.ports()).append('\n');
      }
    }
  }
}
