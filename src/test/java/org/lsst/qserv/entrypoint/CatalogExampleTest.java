// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;

/** Tests the example in docs/extend-the-catalog.md, a component that a site adds. */
final class CatalogExampleTest {
  @TempDir private Path directory;

  @Test
  void plansTheComponentOfTheDocumentationAsDocumented() throws IOException {
    DocumentationPage page = DocumentationPage.read("docs/extend-the-catalog.md");
    Path file = Files.writeString(directory.resolve("site.conf"), page.block("site.conf"));
    SettingsSources sources =
        new SettingsSources(
            List.of("database.monitor-password=secret"),
            List.of(),
            List.of(),
            List.of(file.toString()));
    Settings settings = new SettingsReader(host(), TestFiles.BUNDLED).read(sources, "worker");

    String plan =
        PlanFormatter.of(
            Planner.plan(
                Catalog.of(settings),
                new LaunchTarget("worker", Optional.of("exporter")),
                settings,
                List.of()));

    assertThat(page.block("plan")).isEqualTo(plan);
  }

  private static Host host() {
    return new Host(
        Map.of(),
        InputStream.nullInputStream(),
        System.out,
        System.err,
        TimeSource.real(),
        Path.of("/"));
  }
}
