package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** The checks that services make of their own files, with the real programs. */
final class TemplateIT {
  @Test
  void theShippedTemplatesPassTheChecksOfMariaDbAndXrootd() {
    try (Container container = Container.idle(Image.LITE).start()) {
      Outcome outcome = container.run("entrypoint", "template", "check", "--run-checks");
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEqualTo("8 templates are good\n");
    }
  }

  @Test
  void aFileThatTheServerWouldRefuseIsNotInstalled() {
    try (Container container = Container.idle(Image.LITE).start()) {
      Outcome outcome =
          container.run(
              Map.of("QSERV_TEMPLATES__CHECK", "true", "QSERV_MARIADB__OPTIONS", "bogus_option=1"),
              "entrypoint",
              "worker",
              "database");
      assertThat(outcome.exit()).isEqualTo(65);
      assertThat(outcome.err())
          .contains("error: /opt/qserv-entrypoint/templates/database/my.cnf: the check of what")
          .contains("[ERROR] ", "unknown variable 'bogus_option=1'")
          .endsWith("fix: mend the template, or the settings that it uses\n");
      assertThat(container.run("ls", "-A", "/config-etc").out()).isEmpty();
    }
  }

  @Test
  void aGoodFileIsCheckedAndInstalled() {
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
}
