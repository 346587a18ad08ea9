// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests what a catalog can say about programs that fail in unusual ways. */
final class CatalogFeaturesTest {
  private static final String LIMITS = "worker.sqlconnections.";

  @TempDir Path directory;

  private TestSettings worker() {
    return TestPlan.required(directory, "http", "worker");
  }

  private TestSettings replication() {
    return TestPlan.required(directory, "http", "replication");
  }

  @Test
  void aComponentThatMayHangIsSupervisedEvenAlone() {
    LaunchPlan plan = TestPlan.plan("worker svc", worker().valid());
    assertThat(plan.action()).isInstanceOf(LaunchAction.Supervise.class);
    assertThat(plan.why())
        .isEqualTo("worker svc may hang, so the launcher keeps running to stop it");
    assertThat(plan.services().getFirst().ready().orElseThrow())
        .hasToString("wait for http://127.0.0.1:25010/meta/version for at most 300 s");
  }

  @Test
  void anExplicitExecIsRespected() {
    LaunchPlan plan = TestPlan.plan("worker svc", worker().assign("launch=exec").valid());
    assertThat(plan.action()).isInstanceOf(LaunchAction.Exec.class);
  }

  @Test
  void aComponentWithALockWaitsForItLastAndHoldsIt() {
    ServicePlan svc = TestPlan.service("worker svc", worker().assign("paths.data=/d").valid());
    assertThat(svc.steps().getLast())
        .hasToString("wait until /d/worker-svc.lock is unlocked for at most 60 s");
    assertThat(svc.steps()).anyMatch(step -> step.toString().equals("create directory /d"));
    assertThat(svc.command().lock()).contains(Path.of("/d/worker-svc.lock"));
    assertThat(TestPlan.service("worker replica", worker().valid()).command().lock()).isEmpty();
  }

  @Test
  void aPortThatIsUnknownCannotBeChecked() {
    Settings settings = worker().assign("worker.replication.http-port=0").valid();
    assertThat(TestPlan.service("worker svc", settings).ready()).isEmpty();
    assertThat(TestSettings.warnings(settings))
        .contains(
            "worker svc listens on any free port, so its readiness is not checked"
                + " -> set its port for management to a fixed number");
  }

  @ParameterizedTest
  @CsvSource({"980, 491", "980, 979", "981, 491", "3, 2", "800, 401"})
  void acceptsConnectionLimitsThatTheProgramAccepts(int max, int reserved) {
    Settings settings =
        worker()
            .assign(LIMITS + "max-sql-conn=" + max)
            .assign(LIMITS + "reserved-interactive-sql-conn=" + reserved)
            .valid();
    assertThat(TestPlan.plan("worker svc", settings)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"980, 490", "980, 980", "981, 490", "2, 1", "800, 50", "800, 0", "100, 101"})
  void rejectsConnectionLimitsWithWhichTheProgramHangs(int max, int reserved) {
    Settings settings =
        worker()
            .assign(LIMITS + "max-sql-conn=" + max)
            .assign(LIMITS + "reserved-interactive-sql-conn=" + reserved)
            .valid();
    assertThatThrownBy(() -> TestPlan.plan("worker svc", settings))
        .hasMessageContaining(
            LIMITS + "reserved-interactive-sql-conn (from -e): " + reserved + " is not between ")
        .hasMessageContaining(
            ", as worker svc requires if " + LIMITS + "max-sql-conn (from -e) is " + max);
  }

  @Test
  void warnsIfAnExpectedOptionIsMissing() {
    Settings settings = replication().assign("args.qserv-chunk-map-update=false").valid();
    TestPlan.plan("replication controller", settings);
    assertThat(TestSettings.warnings(settings))
        .contains(
            "replication controller runs without --qserv-chunk-map-update: otherwise the czar does"
                + " not find the chunks of a table -> set args.qserv-chunk-map-update=true, or add"
                + " --qserv-chunk-map-update after --");
    Settings given = replication().valid();
    assertThat(TestPlan.commandLine(TestPlan.service("replication controller", given)))
        .contains("--qserv-chunk-map-update", "--qserv-sync-disable", "--xrootd-auto-notify=0")
        .doesNotContain("--qserv-sync-force");
    assertThat(TestSettings.warnings(given)).noneMatch(text -> text.contains("chunk-map"));
  }

  private ModuleSchema schema(TestSettings settings, String module) {
    Settings read = settings.assign("schema.scripts=/scripts").valid();
    Catalog catalog = Catalog.of(read);
    return ModuleSchemaPlanner.plan(read, catalog, catalog.module(module));
  }

  @Test
  void theNameOfANewWorkerIsEmptyUnlessItIsGiven() {
    assertThat(variable(worker())).isEmpty();
    assertThat(variable(worker().assign("worker.name=worker-007"))).isEqualTo("worker-007");
    assertThat(variable(worker().assign("schema.variables.worker_name=w8"))).isEqualTo("w8");
  }

  @Test
  void aNewWorkerIsNamedAfterItsPodIfThatIsRequested() {
    TestSettings settings = worker().assign("worker.naming=ordinal");
    settings.host().file("proc/sys/kernel/hostname", "qserv-worker-7\n");
    assertThat(variable(settings)).isEqualTo("worker-007");
  }

  private String variable(TestSettings settings) {
    return requireNonNull(schema(settings, "worker").variables().get("worker_name")).value();
  }

  @ParameterizedTest
  @CsvSource({"http, czar, 12", "http, worker, 1", "xrd, czar, -1", "http, replication, -1"})
  void aModuleSpecifiesTheOldestVersionThatItsScriptsCanUpgrade(
      String line, String module, int oldest) {
    TestSettings settings = TestPlan.required(directory, line, module);
    assertThat(schema(settings, module).oldestUpgradable().map(one -> one.version()).orElse(-1))
        .isEqualTo(oldest);
  }
}
