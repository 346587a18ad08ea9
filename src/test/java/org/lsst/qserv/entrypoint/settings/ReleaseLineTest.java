// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests how the release line is chosen, and what can be done if it is undetermined. */
final class ReleaseLineTest {
  @TempDir Path directory;

  private TestSettings settings;

  @BeforeEach
  void anImageWithoutPrograms() {
    settings = new TestSettings(directory);
    settings.host().lineOfImage().image("mariadbd");
  }

  private String line() {
    ReleaseLine line = settings.valid().releaseLine();
    return (line.isDetermined() ? line.name() : "undetermined") + ": " + line.reason();
  }

  @ParameterizedTest
  @CsvSource({
    "qserv-worker-http, http: the image contains qserv-worker-http",
    "cmsd xrootd, 'xrd: the image contains cmsd, xrootd'",
    "xrootd, undetermined: the image contains the programs of no release line",
    "qserv-worker-http cmsd xrootd, undetermined: the image contains the programs of http and xrd"
  })
  void isThatOfTheProgramsInTheImage(String programs, String line) {
    settings.host().image(programs.split(" ", -1));
    assertThat(line()).isEqualTo(line);
  }

  @Test
  void aSettingFromAnySourceTakesPrecedenceOverTheImage() {
    settings.host().image("cmsd", "xrootd");
    settings.file("site.conf", "release-line = http");
    assertThat(line()).startsWith("http: release-line=http from ").contains("site.conf: 1");
    settings.variable("QSERV_RELEASE_LINE", "xrd");
    assertThat(line()).isEqualTo("xrd: release-line=xrd from QSERV_RELEASE_LINE");
    settings.json("{\"release-line\": \"http\"}");
    assertThat(line()).startsWith("http: release-line=http from --json");
    settings.assign("release-line=auto");
    assertThat(line()).startsWith("xrd: the image contains");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker database", "czar database", "replication registry"})
  void anUndeterminedLineDoesNotMatterToAComponentThatIsTheSameInAll(String target) {
    settings
        .role(target.split(" ", -1)[0])
        .assign(
            "instance-id=i",
            "auth-key=k",
            "admin-auth-key=a",
            "replication.url=mysql://qsreplica:pw@r:3306/qservReplica",
            "files.log.target=/log",
            "paths.templates=" + TestPlan.TEMPLATES);
    if (target.endsWith("database")) {
      assertThat(TestPlan.service(target, settings.valid()).component()).isEqualTo("database");
    } else {
      // the registry's logging configuration has another path in each line
      assertThatThrownBy(() -> TestPlan.service(target, settings.read()))
          .hasMessageContaining("files.log.target depends on it");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "worker svc, roles.worker.components.svc",
        "worker cmsd, roles.worker.components",
        "worker replica, roles.worker.components.replica",
        "worker, roles.worker.components",
        "czar proxy, roles.czar.components.proxy"
      })
  void anUndeterminedLineIsAnErrorIfThePlanDependsOnIt(String target, String part) {
    settings.role(target.split(" ", -1)[0]);
    assertThatThrownBy(() -> TestPlan.plan(target, settings.read()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining(part + " depends on it");
  }

  @Test
  void theErrorReportsTheReasonTheDifferenceAndTheFix() {
    settings.role("worker");
    assertThatThrownBy(() -> TestPlan.plan("worker replica", settings.read()))
        .hasMessage(
            "error: the release line is undetermined: the image contains the programs of no release"
                + " line, and roles.worker.components.replica depends on it\n"
                + "fix: set release-line to http or xrd");
  }

  @Test
  void aSettingOfOneCandidateIsAcceptedAsLongAsNothingUsesIt() {
    settings.role("worker").assign("xrootd.manager.host=m", "worker.qpool.size=3");
    assertThat(settings.problems()).isEmpty();
    assertThat(TestPlan.service("worker database", settings.valid()).component())
        .isEqualTo("database");
    assertThat(settings.assign("no.such.setting=1").problems()).hasSize(1);
  }

  @Test
  void aModuleInWhichTheCandidatesDifferNeedsTheLine() {
    Catalog catalog = Catalog.of(settings.valid());
    assertThat(catalog.module("replication").role()).isEqualTo("replication");
    assertThatThrownBy(() -> catalog.module("czar"))
        .hasMessageContaining("modules.czar depends on it");
  }

  @ParameterizedTest
  @CsvSource({
    "http, xrootd.manager.host=m, xrd",
    "http, xrootd.vnid-file=/f, xrd",
    "xrd, worker.qpool.size=3, http"
  })
  void aSettingOfAnotherLineIsReportedAsSuch(String line, String assignment, String other) {
    String name = assignment.substring(0, assignment.indexOf('='));
    assertThat(new TestSettings(directory).line(line).assign(assignment).problems())
        .containsExactly(
            name
                + " (from -e) belongs to release line "
                + other
                + ", and this is "
                + line
                + " (release-line="
                + line
                + " from QSERV_RELEASE_LINE) -> remove it, or set release-line="
                + other);
  }

  @Test
  void aRoleOrComponentOfAnotherLineIsReportedAsSuch() {
    TestSettings http = new TestSettings(directory).line("http");
    assertThatThrownBy(() -> TestPlan.plan("xrootd", http.read()))
        .hasMessageStartingWith("error: the role 'xrootd' belongs to release line xrd");
    assertThatThrownBy(() -> TestPlan.plan("worker cmsd", http.role("worker").read()))
        .hasMessageContaining("the component 'cmsd' of worker belongs to release line xrd");
  }

  @Test
  void theLinesOfTheSettingAreThoseOfTheJar() {
    assertThat(settings.valid().allowedValues("release-line"))
        .isEqualTo(List.of("auto", "http", "xrd"));
  }
}
