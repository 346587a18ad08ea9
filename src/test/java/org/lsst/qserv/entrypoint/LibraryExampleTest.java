// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.launch.Launcher;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;

/** Tests the example in docs/library.md, which uses the jar as a library. */
final class LibraryExampleTest {
  private static final String TEMPLATES = Path.of("config-templates").toAbsolutePath().toString();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  // example
  /** Prints the plan of {@code entrypoint ROLE COMPONENT -e …} and executes it. */
  static int launch(Host host, LaunchTarget target, List<String> assignments)
      throws InterruptedException {
    SettingsSources sources = new SettingsSources(assignments, List.of(), List.of(), List.of());
    SettingsReader reader = new SettingsReader(host, new BundledFiles());
    LaunchPlanner planner =
        () -> {
          Settings settings = reader.read(sources, target.role());
          return new Planned(
              settings, Planner.plan(Catalog.of(settings), target, settings, List.of()));
        };

    Planned planned = planner.plan();
    host.out().print(PlanFormatter.of(planned.plan()));

    return new Launcher(host, planner, new Checker(Duration.ofSeconds(5))::run).run(planned);
  }

  // end of example

  @Test
  void printsThePlanAndExecutesIt() {
    LaunchTarget database = new LaunchTarget("worker", Optional.of("database"));
    List<String> assignments =
        List.of(
            "mode=maintenance",
            "paths.templates=" + TEMPLATES,
            "command=[\"no-such-program\"]",
            "database.password=secret");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> launch(host(), database, assignments))
        .withMessage(
            "error: 'no-such-program' not found in the image (required by worker database)\n"
                + "fix: use an image that contains the program, or set command")
        .returns(ExitCode.NOT_FOUND, Failure::exit);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("target   worker database\nmode     maintenance (the 'mode' setting)\n")
        .contains("\nexec     no-such-program\n")
        .doesNotContain("secret");
  }

  @Test
  void isQuotedInTheDocumentation() throws IOException {
    DocumentationPage source =
        DocumentationPage.read("src/test/java/org/lsst/qserv/entrypoint/LibraryExampleTest.java");
    String example = source.between("  // example\n", "\n  // end of example\n");

    assertThat(DocumentationPage.read("docs/library.md").block("library example"))
        .isEqualTo(example.indent(-2));
  }

  private Host host() {
    return new Host(
        Map.of(),
        InputStream.nullInputStream(),
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        System.err,
        TimeSource.real(),
        Path.of("/"));
  }
}
