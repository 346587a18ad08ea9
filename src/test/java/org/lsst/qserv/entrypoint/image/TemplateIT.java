// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests templates in the image's reduced Java runtime, and the checks of the real programs. */
final class TemplateIT {
  private static final Path CASES = Path.of("src/test/resources/jinja");

  /** Matches the filters in the list of the documentation. */
  private static final Pattern FILTERS =
      Pattern.compile("^\\d+\\. ((`[a-z]+`(, )?)+)$", Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

  @Test
  void passesTheChecksOfMariaDbAndXrootdWithShippedTemplates() {
    try (Container container = Container.idle(Image.LITE).start()) {
      Outcome outcome = container.run("entrypoint", "template", "check", "--run-checks");
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEqualTo("10 templates are valid\n");
    }
  }

  @Test
  void doesNotInstallAFileThatTheServerWouldRefuse() {
    try (Container container = Container.idle(Image.LITE).start()) {
      Outcome outcome =
          container.run(
              Map.of("QSERV_TEMPLATES__CHECK", "true", "QSERV_MARIADB__OPTIONS", "bogus_option=1"),
              "entrypoint",
              "worker",
              "database");
      assertThat(outcome.exit()).isEqualTo(65);
      assertThat(outcome.err())
          .contains("error: /opt/qserv-entrypoint/templates/database/my.cnf: check of the rendered")
          .contains("[ERROR] ", "unknown variable 'bogus_option=1'")
          .endsWith("fix: fix the template or the settings that it uses\n");
      assertThat(container.run("ls", "-A", "/config-etc").out()).isEmpty();
    }
  }

  @Test
  void installsAFileAfterASuccessfulCheck() {
    try (Container container = Container.idle(Image.LITE).start()) {
      Outcome outcome =
          container.run(
              Map.of("QSERV_TEMPLATES__CHECK", "true", "QSERV_XROOTD__MANAGER__HOST", "localhost"),
              "entrypoint",
              "xrootd",
              "cmsd",
              "-e",
              "command=[\"/bin/true\"]");
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.err()).contains("checked by: cconfig ");
      assertThat(container.run("ls", "/config-etc").out()).isEqualTo("cmsd-manager.cnf\n");
    }
  }

  @Test
  void supportsAllDocumentedFeaturesInTheRuntimeOfTheImage() throws IOException {
    try (Container container = Container.idle(Image.LITE).copy(CASES, "/tmp/jinja").start()) {
      Outcome outcome =
          container.run(
              "entrypoint",
              "template",
              "render",
              "xrootd",
              "cmsd",
              "-exrootd.manager.host=localhost",
              "-efiles.cmsd-manager.template=/tmp/jinja/everything.jinja");
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              "==> /config-etc/cmsd-manager.cnf <==\n"
                  + Files.readString(CASES.resolve("everything.expected"))
                  + "\n");
    }
  }

  @Test
  void usesEveryDocumentedFilterInThatTemplate() throws IOException {
    String template = Files.readString(CASES.resolve("everything.jinja"));
    String documentation = Files.readString(Path.of("docs/jinja-compatibility.md"));
    assertThat(
            FILTERS
                .matcher(
                    documentation.substring(
                        documentation.indexOf("13. `default`"), documentation.indexOf("20. ")))
                .results()
                .flatMap(item -> NAME.matcher(item.group(1)).results().map(MatchResult::group))
                .map(name -> name.replace("`", "")))
        .hasSizeGreaterThan(30)
        .allSatisfy(name -> assertThat(template).containsPattern("\\|" + name + "\\b"));
  }
}
