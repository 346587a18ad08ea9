// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests the commands that show and change the state of a container: probe, status and mode. */
final class StateCommandsTest {
  @TempDir Path directory;

  private TestHost host;
  private Path states;
  private Path stored;

  @BeforeEach
  void prepareHost() {
    host = TestDocument.host(directory.resolve("root"));
    states = directory.resolve("state");
    stored = directory.resolve("stored");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-e", "paths.state=" + states, "-e", "paths.mode=" + stored));
    return runExactly(all);
  }

  private int runExactly(List<String> arguments) {
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(arguments);
  }

  private void write(TestDocument launch) {
    try {
      new StateFiles(states).write(launch.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestDocument worker() {
    return new TestDocument()
        .components(
            TestDocument.report("database", ComponentState.READY),
            TestDocument.report("replica", ComponentState.PREPARING),
            TestDocument.report("xrootd", ComponentState.PARKED));
  }

  private void assertPrints(int exit, String out, String... arguments) {
    assertThat(run(arguments)).as(host.err()).isEqualTo(exit);
    assertThat(host.out()).isEqualTo(out);
    assertThat(host.err()).isEmpty();
  }

  private void assertFails(int exit, String err, String... arguments) {
    assertThat(run(arguments)).as(host.err()).isEqualTo(exit);
    assertThat(host.err()).isEqualTo(err);
    assertThat(host.out()).isEmpty();
  }

  @Test
  void everyProbeFailsInAContainerWithoutLaunch() {
    assertFails(
        1,
        "error: no component is running in this container (no current state in "
            + states
            + ")\nfix: launch a role or a component, or check paths.state\n",
        "probe",
        "live");
  }

  @Test
  void aMissingProbeIsReportedAsMissing() {
    assertFails(
        64,
        "error: missing probe\nfix: use 'probe startup', 'probe live' or 'probe ready'\n",
        "probe");
  }

  @Test
  void aMissingModeIsReportedAsMissing() {
    assertFails(
        64,
        "error: missing mode\nfix: use 'mode set full' or 'mode set maintenance'\n",
        "mode",
        "set");
  }

  @Test
  void probeStartupFailsUntilEveryPreparationHasFinished() throws IOException {
    write(worker());
    assertPrints(
        1,
        """
        worker database full ready 2026-01-02T03:04:05Z its reason
        worker replica full preparing 2026-01-02T03:04:05Z its reason
        worker xrootd full parked 2026-01-02T03:04:05Z its reason
        """,
        "probe",
        "startup");
  }

  @Test
  void probeStartupPassesWhenEveryPreparationHasFinished() throws IOException {
    write(
        new TestDocument()
            .components(
                TestDocument.report("database", ComponentState.STARTING),
                TestDocument.report("xrootd", ComponentState.PARKED)));
    assertThat(run("probe", "startup")).isZero();
  }

  @Test
  void probeLivePassesWhileTheLauncherLives() throws IOException {
    write(worker());
    assertPrints(
        0,
        """
        worker database full ready 2026-01-02T03:04:05Z its reason
        worker replica full preparing 2026-01-02T03:04:05Z its reason
        worker xrootd full parked 2026-01-02T03:04:05Z its reason
        """,
        "probe",
        "live");
  }

  @Test
  void probeReadyFailsForAParkedComponentUnlessItIsAccepted() throws IOException {
    write(
        new TestDocument()
            .components(
                TestDocument.report("database", ComponentState.READY),
                TestDocument.report("xrootd", ComponentState.PARKED)));
    assertThat(run("probe", "ready")).isEqualTo(1);
    assertThat(run("probe", "ready", "--accept-parked")).isZero();
  }

  @Test
  void aProbeWithWaitIsRepeatedUntilItPasses() {
    host.time()
        .onSleep(() -> {
          if (host.time().sleeps().size() == 3) {
            write(
                new TestDocument()
                    .components(TestDocument.report("database", ComponentState.READY)));
          }
        });
    assertPrints(
        0,
        "worker database full ready 2026-01-02T03:04:05Z its reason\n",
        "probe",
        "ready",
        "--wait",
        "1m");
    assertThat(host.time().sleeps()).hasSize(3);
  }

  @Test
  void aProbeWithWaitPrintsItsLastResultAtTheDeadline() {
    write(worker());
    assertThat(run("probe", "startup", "--wait=10s")).isEqualTo(1);
    assertThat(host.out()).hasLineCount(3).contains("worker replica full preparing");
    assertThat(host.time().sleeps().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aProbeWithWaitInAContainerWithoutLaunchFailsAtTheDeadline() {
    assertThat(run("probe", "live", "--wait", "5")).isEqualTo(1);
    assertThat(host.err()).contains("no component is running in this container");
    assertThat(host.time().sleeps().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1s", "1 fortnight"})
  void aWaitThatIsNoDurationIsAUsageError(String text) {
    assertFails(
        64,
        "error: --wait: '" + text + "' is not a duration\nfix: specify one such as 30s, 5m or 1h\n",
        "probe",
        "ready",
        "--wait=" + text);
  }

  @Test
  void aWaitThatIsTooLongIsAUsageError() {
    assertFails(
        64,
        "error: --wait: '999999999999999d' is too long a duration\nfix: specify one such as 30s,"
            + " 5m or 1h\n",
        "probe",
        "ready",
        "--wait=999999999999999d");
  }

  @Test
  void anUnknownProbeIsAUsageError() {
    assertFails(
        64,
        """
        error: unknown probe 'perhaps'
        fix: use 'probe startup', 'probe live' or 'probe ready'
        """,
        "probe",
        "perhaps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready"})
  @Timeout(60)
  void aProbeStopsAnOutdatedServiceOnRequest(String probe)
      throws IOException, InterruptedException {
    Process service = new ProcessBuilder("sleep", "600").start();
    try {
      TestDocument.runProcess(host, service.pid());
      Path modeFile = Files.writeString(directory.resolve("mode"), "maintenance\n");
      write(
          new TestDocument()
              .executed()
              .identity(TestDocument.process(service.pid()))
              .sources(new ModeSources(Optional.of(modeFile), stored, Mode.FULL)));

      assertThat(run("probe", probe)).isEqualTo(1);
      assertThat(service.isAlive()).isTrue();
      assertThat(run("probe", probe, "--stop-outdated")).isEqualTo(1);
      assertThat(service.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(service.exitValue()).isEqualTo(143);
      String line =
          "worker xrootd maintenance outdated 2026-01-02T03:04:05Z the mode is now maintenance\n";
      assertThat(host.out()).isEqualTo(line + line);
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  @Timeout(60)
  void aServiceThatIsOnlyUnreadyIsNotStopped() throws IOException {
    Process service = new ProcessBuilder("sleep", "600").start();
    try {
      TestDocument.runProcess(host, service.pid());
      write(
          new TestDocument()
              .executed()
              .identity(TestDocument.process(service.pid()))
              .components(TestDocument.report("xrootd", ComponentState.UNREADY)));
      assertThat(run("probe", "ready", "--stop-outdated")).isEqualTo(1);
      assertThat(service.isAlive()).isTrue();
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void statusPrintsATable() throws IOException {
    write(worker());
    assertPrints(
        0,
        """
        ROLE    COMPONENT  MODE  STATE      SINCE                 RESTARTS  REASON
        worker  database   full  ready      2026-01-02T03:04:05Z  0         its reason
        worker  replica    full  preparing  2026-01-02T03:04:05Z  0         its reason
        worker  xrootd     full  parked     2026-01-02T03:04:05Z  0         its reason
        """,
        "status");
  }

  @Test
  void statusPrintsTheDocumentsAsJson() throws IOException {
    write(worker());
    write(worker().role("replication"));
    assertThat(run("status", "--output", "json")).isZero();
    JsonNode json = new ObjectMapper().readTree(host.out());
    assertThat(json.findValuesAsText("role")).containsExactly("replication", "worker");
  }

  @Test
  void statusFailsInAContainerWithoutLaunch() {
    assertFails(
        1,
        "error: no component is running in this container (no current state in "
            + states
            + ")\nfix: launch a role or a component, or check paths.state\n",
        "status");
  }

  @Test
  void statusPrintsAnEmptyArrayInAContainerWithoutLaunch() {
    assertPrints(1, "[]\n", "status", "--output", "json");
  }

  @Test
  void modeShowPrintsTheModeAndWhatDeterminesIt() {
    assertPrints(0, "full (the 'mode' setting)\n", "mode", "show");
  }

  @Test
  void modeSetStoresTheMode() {
    assertPrints(0, "maintenance\n", "mode", "set", "maintenance");
    assertThat(run("mode", "show")).isZero();
    assertThat(host.out())
        .isEqualTo("maintenance\nmaintenance ('mode set', stored in " + stored + ")\n");
  }

  @Test
  void modeSetWaitsUntilTheLaunchHasFollowed() throws IOException {
    write(new TestDocument().sources(new ModeSources(Optional.empty(), stored, Mode.FULL)));
    assertFails(
        75,
        """
        error: mode maintenance was not applied within 600 s
        fix: check 'entrypoint status' for components that have not switched modes
        """,
        "mode",
        "set",
        "maintenance",
        "--wait");
    assertThat(run("mode", "set", "full", "--wait")).isZero();
  }

  @Test
  void anUnknownModeIsAUsageError() {
    assertFails(
        64,
        """
        error: unknown mode 'half'
        fix: use 'mode set full' or 'mode set maintenance'
        """,
        "mode",
        "set",
        "half");
  }

  @Test
  void modeNeedsASubcommand() {
    assertThat(runExactly(List.of("mode"))).isEqualTo(64);
    assertThat(host.err())
        .isEqualTo(
            """
            error: missing subcommand for 'mode'
            fix: use 'mode show' or 'mode set MODE'
            """);
  }
}
