// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.lsst.qserv.entrypoint.supervise.ComponentStatus;

/** Tests which state document a launch writes. */
final class LaunchStateTest {
  private static final long DATABASE = 1_000_000_007;

  @TempDir Path root;

  private Host host;

  @BeforeEach
  void prepareHost() {
    TestHost machine = TestDocument.host(root.resolve("root"));
    TestDocument.runProcess(machine, ProcessId.own());
    host = TestDocument.runProcess(machine, DATABASE).host();
  }

  private Planned planned(String target, String... assignments) {
    TestSettings given =
        TestPlan.required(root, TestPlan.target(target).role())
            .assign("paths.state=" + root.resolve("state"), "paths.mode=" + root.resolve("stored"))
            .assign(assignments);
    Settings settings = given.valid();
    return new Planned(settings, TestPlan.plan(target, settings));
  }

  private StateDocument written() throws IOException {
    List<StateDocument> documents = new StateFiles(root.resolve("state")).read(host);
    assertThat(documents).hasSize(1);
    return documents.getFirst();
  }

  private static ComponentStatus status(String name, ComponentState state, OptionalLong pid) {
    return new ComponentStatus(
        name, state, "its reason", Optional.empty(), TestDocument.SINCE, 2, pid);
  }

  @Test
  void theComponentsOfASupervisorAreReportedWithTheirPlans() throws IOException {
    new LaunchState(host, planned("worker", "mode=maintenance"))
        .update(
            List.of(
                status("database", ComponentState.READY, OptionalLong.of(DATABASE)),
                status("xrootd", ComponentState.PARKED, OptionalLong.empty())));

    StateDocument document = written();
    assertThat(document.role()).isEqualTo("worker");
    assertThat(document.component()).isEmpty();
    assertThat(document.releaseLine()).contains("xrd");
    assertThat(document.executed()).isFalse();
    assertThat(document.identity()).isEqualTo(TestDocument.process(ProcessId.own()));
    assertThat(document.mode().mode()).isEqualTo(Mode.MAINTENANCE);
    assertThat(document.mode().source()).isEqualTo("the 'mode' setting");
    assertThat(document.mode().since()).isEqualTo(Instant.EPOCH);
    assertThat(document.mode().sources())
        .isEqualTo(new ModeSources(Optional.empty(), root.resolve("stored"), Mode.MAINTENANCE));
    assertThat(document.components())
        .containsExactly(
            new ComponentReport(
                "database",
                ComponentState.READY,
                "its reason",
                Optional.empty(),
                TestDocument.SINCE,
                2,
                Set.of(Mode.FULL, Mode.MAINTENANCE, Mode.INSTALL),
                Optional.of(new Check.LocalSql("/qserv/data/mysql")),
                ComponentVersions.NONE,
                Optional.of(TestDocument.process(DATABASE))),
            new ComponentReport(
                "xrootd",
                ComponentState.PARKED,
                "its reason",
                Optional.empty(),
                TestDocument.SINCE,
                2,
                Set.of(),
                Optional.empty(),
                ComponentVersions.NONE,
                Optional.empty()));
  }

  @Test
  void anExecutedServiceIsReportedAsTheProcessOfItsLauncher() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker xrootd"));
    state.set("xrootd", ComponentState.PREPARING, "");
    assertThat(written().executed()).isFalse();
    state.executed("xrootd");

    StateDocument document = written();
    assertThat(document.component()).contains("xrootd");
    assertThat(document.executed()).isTrue();
    ComponentReport xrootd = document.components().getFirst();
    assertThat(xrootd.state()).isEqualTo(ComponentState.READY);
    assertThat(xrootd.process()).contains(document.identity());
    assertThat(xrootd.modes()).containsExactly(Mode.FULL);
    assertThat(xrootd.check()).contains(new Check.Tcp("127.0.0.1", 1094));
  }

  @Test
  void theProgressOfAPreparationEndsWithTheExec() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker xrootd"));
    state.set("xrootd", ComponentState.PREPARING, "");
    state.progress(new TaskProgress("schema worker", 3, 17));
    assertThat(written().components().getFirst().progress())
        .contains(new TaskProgress("schema worker", 3, 17));
    state.executed("xrootd");
    assertThat(written().components().getFirst().progress()).isEmpty();
  }

  private ComponentVersions versions(String component) throws IOException {
    return written().components().stream()
        .filter(report -> report.name().equals(component))
        .findFirst()
        .orElseThrow()
        .versions();
  }

  @Test
  void theVersionsThatAComponentFoundAreReportedUntilItIsParked() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker"));
    state.versionsFound("xrootd", ComponentVersions.ofSchema("worker", 3));
    state.update(List.of(status("xrootd", ComponentState.STARTING, OptionalLong.empty())));
    assertThat(versions("xrootd")).isEqualTo(ComponentVersions.ofSchema("worker", 3));

    state.replan(planned("worker", "mode=maintenance"));
    assertThat(versions("xrootd")).isEqualTo(ComponentVersions.NONE);

    state.replan(planned("worker")); // the schema may have been upgraded meanwhile
    assertThat(versions("xrootd")).isEqualTo(ComponentVersions.NONE);
    state.versionsFound("xrootd", ComponentVersions.ofSchema("worker", 4));
    state.update(List.of(status("xrootd", ComponentState.READY, OptionalLong.empty())));
    assertThat(versions("xrootd")).isEqualTo(ComponentVersions.ofSchema("worker", 4));
  }

  @Test
  void theRecordedVersionFollowsAnUpgradeByHand() throws IOException {
    Path data = Files.createDirectories(root.resolve("data/mysql"));
    Path recorded = Files.writeString(data.resolve("mysql_upgrade_info"), "10.11.18-MariaDB");
    LaunchState state =
        new LaunchState(
            host, planned("worker", "mode=maintenance", "paths.data=" + root.resolve("data")));
    Optional<ServerVersion> server = ServerVersion.parse("11.8.6-MariaDB");
    state.versionsFound(
        "database", ComponentVersions.ofDatabase(server, ServerVersion.parse("10.11.18")));
    state.update(List.of(status("database", ComponentState.READY, OptionalLong.of(DATABASE))));

    Files.writeString(recorded, "11.8.6-MariaDB");
    state.rewrite();
    assertThat(versions("database")).isEqualTo(ComponentVersions.ofDatabase(server, server));
  }

  @Test
  void aModeThatCannotBeAppliedIsReportedUntilAnotherModeIsApplied() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker"));
    state.reportModeProblem("mode maintenance cannot be applied: x");
    assertThat(written().mode().mode()).isEqualTo(Mode.FULL);
    assertThat(written().mode().problem()).isEqualTo("mode maintenance cannot be applied: x");

    state.replan(planned("worker", "mode=maintenance"));
    assertThat(written().mode().mode()).isEqualTo(Mode.MAINTENANCE);
    assertThat(written().mode().problem()).isEmpty();
  }

  @Test
  void anUnchangedStateIsNotWrittenAgain() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker"));
    List<ComponentStatus> same =
        List.of(status("database", ComponentState.STARTING, OptionalLong.of(DATABASE)));
    state.update(same);
    Path file = root.resolve("state/worker/state.json");
    Files.delete(file);
    state.update(same);
    assertThat(file).doesNotExist();
    state.update(List.of());
    assertThat(file).exists();
  }

  @Test
  void aDeletedOrDamagedDocumentIsWrittenAgain() throws IOException {
    LaunchState state = new LaunchState(host, planned("worker"));
    state.update(List.of(status("database", ComponentState.STARTING, OptionalLong.of(DATABASE))));
    Path file = root.resolve("state/worker/state.json");
    String document = Files.readString(file);
    Files.delete(file);
    state.rewrite();
    assertThat(file).hasContent(document);
    Files.writeString(file, "{");
    state.rewrite();
    assertThat(file).hasContent(document);
  }

  @Test
  void aDocumentThatCouldNotBeWrittenIsWrittenAsSoonAsPossible() throws IOException {
    Path obstacle = Files.writeString(root.resolve("state"), "a file");
    LaunchState state = new LaunchState(host, planned("worker"));
    state.update(List.of());
    state.rewrite();
    Files.delete(obstacle);
    state.rewrite();
    assertThat(written().role()).isEqualTo("worker");
  }

  @Test
  void aClosedStateIsNotWrittenAgain() throws Exception {
    LaunchState state = new LaunchState(host, planned("worker"));
    state.rewrite();
    Path file = root.resolve("state/worker/state.json");
    Files.delete(file);
    Thread closed =
        new Thread(() -> {
          Thread.currentThread().interrupt();
          state.rewrite();
        });
    closed.start();
    closed.join();
    assertThat(file).doesNotExist();
  }

  @Test
  void aStateThatCannotBeWrittenDoesNotPreventTheLaunch() throws IOException {
    Files.writeString(root.resolve("state"), "a file in place of the directory");
    LaunchState state = new LaunchState(host, planned("worker"));
    state.set("xrootd", ComponentState.PREPARING, "");
    state.executed("xrootd");
    assertThat(root.resolve("state")).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"czar", "worker", "replication", "xrootd"})
  void theDocumentContainsNoSecret(String role) throws IOException {
    Planned planned = planned(role);
    new LaunchState(host, planned)
        .update(
            planned.plan().services().stream()
                .map(service ->
                    status(service.component(), ComponentState.READY, OptionalLong.of(DATABASE)))
                .toList());
    assertThat(written().components()).hasSameSizeAs(planned.plan().services());
    assertThat(root.resolve("state/" + role + "/state.json"))
        .content()
        .doesNotContain("-password", "auth-key", "\"key\"");
  }
}
