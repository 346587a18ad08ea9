// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests edge cases of planning. */
final class PlannerEdgeCasesTest {
  @TempDir Path directory;

  private TestSettings required(String role) {
    return TestPlan.required(directory, role);
  }

  @Test
  void aParkedComponentAcceptsItsArguments() {
    Settings settings = required("worker").assign("mode=maintenance").valid();
    assertThat(TestPlan.plan("worker replica", settings, "--debug").action())
        .isInstanceOf(LaunchAction.Park.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "components.replica.arg.debug=true",
        "components.replica.comand=[\"x\"]",
        "components.replica=x",
        "components.replica.args=x",
        "components.replica.command=x",
        "components.replica.env=x",
        "env={\"A\":{\"b\":1}}",
        "env={\"A\":[1]}",
        "components.replica.env.A=[1]",
        "command=[[\"x\"]]"
      })
  void aMeaninglessSettingIsAProblem(String assignment) {
    assertThatThrownBy(
            () -> TestPlan.plan("worker replica", required("worker").assign(assignment).read()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop.signal = TRM",
        "restart.when = sometimes",
        "limits.nofiles = 1",
        "limits.nofile = many",
        "files = [{ template = x, target = /x, mode = rw }]",
        "ready.tcp = nowhere",
        "ready.tcp = \"host:99999\"",
        "ready.http = \"a b\"",
        "ready.sql = no-such-setting",
        "required = [no-such-setting]",
        "command = []",
        "environment = 1",
        "after = [unknown]"
      })
  void anInvalidCatalogOfASiteIsAFailure(String field) {
    Settings settings =
        required("czar")
            .file("site.conf", "catalog.roles.czar.components.x { command = [x], " + field + " }")
            .read();
    assertThatThrownBy(() -> TestPlan.plan("czar x", settings)).isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, db:3306, mariadb://db:3306",
    "tcp, db:3307, tcp://db:3307",
    "mariadb, db:3307, mariadb://db:3307"
  })
  void aCheckOfAMariadbServerUsesItsProtocol(String kind, String address, String check) {
    Settings settings =
        required("czar")
            .file(
                "site.conf",
                "catalog.roles.czar.components.x { command = [sh], waits = [{ %s = \"%s\" }] }"
                    .formatted(kind, address))
            .read();
    assertThat(TestPlan.plan("czar x", settings).services().getFirst().steps())
        .last()
        .asString()
        .contains(check);
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1:4048/x, true",
    "https://localhost:4048/x, true",
    "https://10.0.0.1:4048/x, false",
    "https://czar:4048/x, false",
    "https://127.0.0.1.example.org/x, false"
  })
  void anyCertificateIsAcceptedOnlyFromThisContainer(String uri, boolean accepted) {
    Settings settings =
        required("czar")
            .file(
                "site.conf",
                "catalog.roles.czar.components.x { command = [sh], waits = [{ http = \"%s\", certificate = any }] }"
                    .formatted(uri))
            .read();
    if (accepted) {
      assertThat(TestPlan.plan("czar x", settings).services().getFirst().steps())
          .last()
          .asString()
          .contains(uri);
    } else {
      assertThatThrownBy(() -> TestPlan.plan("czar x", settings))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("certificate = any is only allowed for ");
    }
  }

  @Test
  void theLongestPossibleSocketPathIsAccepted() {
    Settings settings = required("worker").assign("paths.data=/" + "é".repeat(44)).valid();
    TestPlan.plan("worker database", settings);
    assertThat(settings.problems().found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker database", "worker"})
  void aLongerSocketPathIsAProblemBeforeAnythingIsInitialized(String target) {
    String data = "/" + "é".repeat(44) + "x";
    Settings settings = required("worker").assign("paths.data=" + data).valid();
    assertThatThrownBy(() -> TestPlan.plan(target, settings))
        .hasMessage(
            "error: paths.data (from -e): the socket of worker database has a path of 107 bytes,"
                + " longer than 106: "
                + data
                + "/mysql/mysql.sock\n"
                + "fix: choose a shorter path, or make it a short symbolic link to the volume");
  }

  @Test
  void aRoleWithoutComponentsIsAFailure() {
    Settings settings = required("x").file("site.conf", "catalog.roles.x.description = y").read();
    assertThatThrownBy(() -> TestPlan.plan("x", settings)).isInstanceOf(Failure.class);
  }

  @Test
  void anInvalidModeFileIsReportedTogetherWithOtherProblems() {
    Settings settings = required("worker").assign("mode-file=/no/such", "registry.hots=r").read();
    assertThatThrownBy(() -> TestPlan.plan("worker xrootd", settings))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.problems()).hasSize(2));
  }

  @Test
  void aModeRemovedByNullHasItsDefault() {
    Settings settings = required("worker").json("{\"mode\": null}").read();
    assertThat(TestPlan.plan("worker xrootd", settings).mode().mode()).isEqualTo(Mode.FULL);
  }

  @Test
  void aRoleThatIsOnlyPreparedNeitherStartsNorWaits() {
    LaunchPlan plan =
        TestPlan.plan(
            "replication",
            TestPlan.required(directory, "replication").assign("launch=prepare").valid());
    assertThat(plan.action()).isInstanceOf(LaunchAction.Exit.class);
    assertThat(plan.services()).hasSize(3);
    assertThat(plan.services())
        .allSatisfy(service -> assertThat(service.steps()).noneMatch(Step.Await.class::isInstance));
    assertThat(plan.why()).isEqualTo("launch=prepare (from -e)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"czar", "worker", "replication", "xrootd"})
  void aRoleThatIsOnlyPreparedOpensNoConnection(String role) {
    for (String mode : List.of("full", "maintenance", "install")) {
      LaunchPlan plan =
          TestPlan.plan(
              role,
              TestPlan.required(directory, role)
                  .assign("launch=prepare", "schema.scripts=/scripts", "mode=" + mode)
                  .valid());
      assertThat(plan.services())
          .allSatisfy(service -> assertThat(service.steps()).noneMatch(Step::opensConnections));
    }
  }

  @Test
  void onlyOneComponentCanBeDebugged() {
    assertThatThrownBy(() ->
            TestPlan.plan(
                "xrootd", TestPlan.required(directory, "xrootd").assign("debug.port=1234").read()))
        .hasMessage(
            "error: debug.port (from -e) applies to a single component, but 'xrootd' runs 2"
                + "\nfix: launch one component: entrypoint xrootd COMPONENT");
  }
}
