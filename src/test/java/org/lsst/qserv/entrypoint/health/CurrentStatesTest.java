// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests which states the command status reports. */
final class CurrentStatesTest {
  private static final Check CHECK = new Check.Tcp("127.0.0.1", 1094);

  @TempDir Path root;

  private CheckResult result = new CheckResult(CheckResult.Kind.READY, "");

  private List<StateDocument> currentAfter(TestDocument written) throws IOException {
    Path directory = root.resolve("state");
    new StateFiles(directory).write(written.build());
    return new CurrentStates(TestDocument.host(root).host(), directory, check -> result).read();
  }

  private static TestDocument executed() {
    return new TestDocument()
        .executed()
        .components(
            TestDocument.report(
                "xrootd",
                ComponentState.READY,
                Optional.of(CHECK),
                Optional.of(TestDocument.ALIVE)));
  }

  private ComponentReport only(TestDocument written) throws IOException {
    return currentAfter(written).getFirst().components().getFirst();
  }

  @Test
  void theStatesOfASupervisorAreReportedAsItWroteThem() throws IOException {
    result = new CheckResult(CheckResult.Kind.CONNECTION_REFUSED, "");
    TestDocument supervised =
        new TestDocument()
            .components(
                TestDocument.report(
                    "xrootd",
                    ComponentState.STARTING,
                    Optional.of(CHECK),
                    Optional.of(TestDocument.ALIVE)));
    assertThat(currentAfter(supervised)).containsExactly(supervised.build());
  }

  @Test
  void anExecutedServiceThatPassesItsCheckIsReady() throws IOException {
    ComponentReport report = only(executed());
    assertThat(report.state()).isEqualTo(ComponentState.READY);
    assertThat(report.reason()).isEmpty();
    assertThat(report.process()).contains(TestDocument.ALIVE);
    assertThat(report.check()).contains(CHECK);
  }

  @Test
  void anExecutedServiceThatFailsItsCheckIsUnready() throws IOException {
    result = new CheckResult(CheckResult.Kind.CONNECTION_REFUSED, "no listener on this port");
    ComponentReport report = only(executed());
    assertThat(report.state()).isEqualTo(ComponentState.UNREADY);
    assertThat(report.reason())
        .isEqualTo("tcp://127.0.0.1:1094: connection refused (no listener on this port)");
  }

  @Test
  void anExecutedServiceThatDoesNotRunInTheModeIsUnready() throws IOException {
    Path modeFile = Files.writeString(root.resolve("mode"), "maintenance");
    ComponentReport report =
        only(
            executed()
                .sources(
                    new ModeSources(Optional.of(modeFile), root.resolve("stored"), Mode.FULL)));
    assertThat(report.state()).isEqualTo(ComponentState.UNREADY);
    assertThat(report.reason()).isEqualTo("the mode is now maintenance");
  }

  @Test
  void theRecordedVersionOfAnExecutedDatabaseIsThatOfItsDataDirectory() throws IOException {
    Path data = Files.createDirectories(root.resolve("data"));
    Files.writeString(data.resolve("mysql_upgrade_info"), "11.8.6-MariaDB");
    Optional<ServerVersion> server = ServerVersion.parse("11.8.6-MariaDB");
    TestDocument database =
        new TestDocument()
            .executed()
            .components(
                TestDocument.report(
                    "database",
                    ComponentState.READY,
                    Optional.of(new Check.LocalSql(data.toString())),
                    ComponentVersions.ofDatabase(server, ServerVersion.parse("10.11.18")),
                    Optional.of(TestDocument.ALIVE)));
    assertThat(only(database).versions()).isEqualTo(ComponentVersions.ofDatabase(server, server));
  }

  @Test
  void jsonIsAnArrayOfDocuments() {
    StateDocument one = new TestDocument().build();
    StateDocument other = new TestDocument().role("czar").build();
    assertThat(CurrentStates.json(List.of())).isEqualTo("[]");
    assertThat(CurrentStates.json(List.of(one, other)))
        .isEqualTo("[" + StateJson.write(one) + ", " + StateJson.write(other) + "]");
  }
}
