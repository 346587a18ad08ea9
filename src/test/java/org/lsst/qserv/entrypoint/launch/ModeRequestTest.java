// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.EffectiveMode.Origin;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests how the mode of a container is shown and changed. */
final class ModeRequestTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path root;

  private TestSettings given;
  private Path stored;

  /** The documents of a launch that replace each other each time the request sleeps. */
  private final Deque<TestDocument> nextDocuments = new ArrayDeque<>();

  private final FakeTime clock = new FakeTime();

  @BeforeEach
  void prepareHost() {
    stored = root.resolve("data/mode");
    given = new TestSettings(root);
    TestDocument.host(root.resolve("root"));
    given.assign("paths.state=" + root.resolve("state"), "paths.mode=" + stored);
  }

  private ModeRequest request() {
    Host host = given.host().host();
    TimeSource time =
        new TimeSource() {
          @Override
          public Instant now() {
            return clock.now();
          }

          @Override
          public long nanos() {
            return clock.nanos();
          }

          @Override
          public void sleep(Duration duration) {
            clock.sleep(duration);
            if (!nextDocuments.isEmpty()) {
              write(nextDocuments.remove());
            }
          }
        };
    return new ModeRequest(
        new Host(host.environment(), host.in(), host.out(), host.err(), time, host.root()),
        given.valid());
  }

  private void write(TestDocument document) {
    try {
      new StateFiles(root.resolve("state")).write(document.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModeSources sources(Mode setting) {
    return new ModeSources(Optional.empty(), stored, setting);
  }

  private TestDocument launch(Mode mode, ComponentReport... components) {
    return new TestDocument()
        .mode(TestDocument.mode(mode, sources(Mode.FULL)))
        .components(components);
  }

  private static ComponentReport report(ComponentState state) {
    return TestDocument.report("xrootd", state);
  }

  private static void assertFails(ThrowingCallable call, ExitCode exit, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(exit))
        .hasMessage(message);
  }

  @Test
  void aStoredModeBecomesEffective() throws IOException {
    request().set(Mode.MAINTENANCE);
    assertThat(stored).hasContent("maintenance overrides full\n");
    assertThat(request().sources().effective())
        .isEqualTo(new EffectiveMode(Mode.MAINTENANCE, Origin.STORED, stored));
    request().set(Mode.FULL);
    assertThat(request().sources().effective())
        .isEqualTo(new EffectiveMode(Mode.FULL, Origin.STORED, stored));
  }

  @Test
  void aStoredModeEndsWhenTheSettingChanges() throws IOException {
    request().set(Mode.FULL);
    given.assign("mode=maintenance");
    assertThat(request().sources().effective().mode()).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void theRunningLaunchDeterminesTheSourcesBecauseItsOptionsMayDiffer() throws IOException {
    Path other = root.resolve("other/mode");
    write(new TestDocument().sources(new ModeSources(Optional.empty(), other, Mode.MAINTENANCE)));
    request().set(Mode.FULL);
    assertThat(other).hasContent("full overrides maintenance\n");
    assertThat(stored).doesNotExist();
  }

  @Test
  void aModeThatAModeFileDeterminesCannotBeSet() {
    Path file = given.write("mode", "full\n");
    given.assign("mode-file=" + file);
    assertFails(
        () -> request().set(Mode.MAINTENANCE),
        ExitCode.CONFIGURATION,
        "error: mode set: the file "
            + file
            + " determines the mode"
            + "\nfix: write maintenance to that file, such as with kubectl edit configmap");
    assertThat(stored).doesNotExist();
  }

  @Test
  void modeInstallCannotBeSet() {
    assertFails(
        () -> request().set(Mode.INSTALL),
        ExitCode.CONFIGURATION,
        "error: mode set: a running container cannot switch to or from mode install"
            + "\nfix: start another container with -e mode=install");
  }

  @Test
  void modeInstallCannotBeLeft() {
    given.assign("mode=install");
    assertFails(
        () -> request().set(Mode.FULL),
        ExitCode.CONFIGURATION,
        "error: mode set: a running container cannot switch to or from mode install"
            + "\nfix: start another container with -e mode=full");
  }

  @Test
  void awaitReturnsImmediatelyIfNoLaunchHasToFollow() throws IOException, InterruptedException {
    request().await(Mode.MAINTENANCE, TIMEOUT);
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void awaitReturnsOnceEveryComponentIsReadyOrParked() throws IOException, InterruptedException {
    ComponentReport database = database();
    write(launch(Mode.FULL, database, report(ComponentState.READY)));
    nextDocuments.add(launch(Mode.FULL, database, report(ComponentState.READY)));
    nextDocuments.add(launch(Mode.MAINTENANCE, database, report(ComponentState.READY)));
    nextDocuments.add(launch(Mode.MAINTENANCE, database, report(ComponentState.STOPPING)));
    nextDocuments.add(launch(Mode.MAINTENANCE, database, report(ComponentState.PARKED)));
    request().await(Mode.MAINTENANCE, TIMEOUT);
    assertThat(nextDocuments).isEmpty();
    assertThat(clock.sleeps()).hasSize(4).containsOnly(Duration.ofMillis(200));
  }

  @Test
  void awaitDoesNotTakeAComponentThatIsStillParkedForOneThatRuns()
      throws IOException, InterruptedException {
    write(launch(Mode.MAINTENANCE, database(), report(ComponentState.PARKED)));
    ComponentReport parked = TestDocument.modes(report(ComponentState.PARKED), Mode.FULL);
    nextDocuments.add(launch(Mode.FULL, database(), parked));
    nextDocuments.add(launch(Mode.FULL, database(), report(ComponentState.STARTING)));
    nextDocuments.add(launch(Mode.FULL, database(), report(ComponentState.READY)));
    request().await(Mode.FULL, TIMEOUT);
    assertThat(nextDocuments).isEmpty();
    assertThat(clock.sleeps()).hasSize(3);
  }

  /** Returns a component that runs in both modes. */
  private static ComponentReport database() {
    return new ComponentReport(
        "database",
        ComponentState.READY,
        "",
        Optional.empty(),
        TestDocument.SINCE,
        0,
        Set.of(Mode.FULL, Mode.MAINTENANCE),
        Optional.empty(),
        ComponentVersions.NONE,
        Optional.of(TestDocument.ALIVE));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PARKED"})
  void awaitFailsAfterItsTimeoutIfAComponentDoesNotFollow(ComponentState state) {
    write(launch(Mode.MAINTENANCE, report(state)));
    assertFails(
        () -> request().await(Mode.MAINTENANCE, TIMEOUT),
        ExitCode.TRY_AGAIN,
        "error: mode maintenance was not applied within 10 s"
            + "\nfix: check 'entrypoint status' for components that have not switched modes");
    assertThat(clock.nanos()).isEqualTo(TIMEOUT.toNanos());
  }

  @Test
  void awaitFailsAfterTwoSecondsIfALaunchReportsThatItCannotFollow() {
    write(launch(Mode.FULL, report(ComponentState.READY)));
    nextDocuments.add(
        launch(Mode.FULL, report(ComponentState.READY))
            .mode(problem("mode maintenance cannot be applied: x is required by y")));
    assertFails(
        () -> request().await(Mode.MAINTENANCE, TIMEOUT),
        ExitCode.CONFIGURATION,
        "error: mode maintenance cannot be applied: x is required by y"
            + "\nfix: correct the reported problem, then set the mode again");
    // the problem of an earlier request would have disappeared by now
    assertThat(clock.nanos()).isBetween(2_000_000_000L, 3_000_000_000L);
  }

  @Test
  void awaitIgnoresTheProblemOfAnEarlierRequestIfTheModeIsApplied()
      throws IOException, InterruptedException {
    write(
        launch(Mode.FULL, report(ComponentState.READY))
            .mode(problem("mode maintenance cannot be applied: x is required by y")));
    request().await(Mode.FULL, TIMEOUT);
    assertThat(clock.sleeps()).isEmpty();
  }

  private ModeState problem(String problem) {
    return new ModeState(
        Mode.FULL, "the 'mode' setting", TestDocument.SINCE, problem, sources(Mode.FULL));
  }

  @Test
  void awaitAcceptsAnExecutedServiceOnlyIfItRunsInTheMode()
      throws IOException, InterruptedException {
    write(launch(Mode.FULL, report(ComponentState.READY)).executed());
    request().await(Mode.FULL, TIMEOUT);
    assertFails(
        () -> request().await(Mode.MAINTENANCE, TIMEOUT),
        ExitCode.TRY_AGAIN,
        "error: mode maintenance was not applied within 10 s"
            + "\nfix: check 'entrypoint status' for components that have not switched modes");
  }

  @Test
  void awaitAcceptsAnExecutedDatabaseInBothModes() throws IOException, InterruptedException {
    write(launch(Mode.FULL, database()).executed());
    request().await(Mode.MAINTENANCE, TIMEOUT);
    assertThat(clock.sleeps()).isEmpty();
  }
}
