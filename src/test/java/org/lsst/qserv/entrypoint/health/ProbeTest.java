// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.health.Probe.Verdict;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests what each probe reports for a component. */
final class ProbeTest {
  private static final Check CHECK = new Check.Tcp("127.0.0.1", 1094);

  @TempDir Path directory;

  private final List<Check> checked = new ArrayList<>();
  private CheckResult result = new CheckResult(CheckResult.Kind.READY, "");

  private Probe probe() {
    return new Probe(
        TestDocument.host(directory).host(),
        check -> {
          checked.add(check);
          return result;
        });
  }

  private static ComponentReport report(ComponentState state) {
    return TestDocument.report(
        "xrootd", state, Optional.of(CHECK), Optional.of(TestDocument.ALIVE));
  }

  private ModeSources sources(Path modeFile) {
    return new ModeSources(Optional.of(modeFile), directory.resolve("stored"), Mode.FULL);
  }

  private Path modeFile(String content) throws IOException {
    return Files.writeString(directory.resolve("mode"), content);
  }

  private Verdict ready(ComponentReport component, boolean acceptParked) {
    Mode mode = component.state() == ComponentState.PARKED ? Mode.MAINTENANCE : Mode.FULL;
    return readyIn(mode, component, acceptParked);
  }

  private Verdict readyIn(Mode mode, ComponentReport component, boolean acceptParked) {
    ModeSources sources = new ModeSources(Optional.empty(), directory.resolve("stored"), mode);
    StateDocument document = new TestDocument().mode(TestDocument.mode(mode, sources)).build();
    return probe().ready(document, component, acceptParked);
  }

  private Verdict liveAfterExec(Path modeFile) {
    StateDocument executed = new TestDocument().executed().sources(sources(modeFile)).build();
    return probe().live(executed, executed.components().getFirst());
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "PREPARING", "FAILED"})
  void aComponentHasNotStartedBeforeItsPreparationHasFinished(ComponentState state) {
    assertThat(probe().startup(report(state)))
        .isEqualTo(new Verdict(false, state.toString(), "its reason"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PENDING", "PREPARING", "FAILED"})
  void aComponentHasStartedWhenItsPreparationHasFinished(ComponentState state) {
    assertThat(probe().startup(report(state)))
        .isEqualTo(new Verdict(true, state.toString(), "its reason"));
  }

  @Test
  void aComponentHasNotStartedWhileATaskAfterTheStartOfItsServiceIsDue() {
    ComponentReport upgrading =
        TestDocument.report(
            "database", ComponentState.STARTING, "", new TaskProgress("upgrade phase 6/8", 3, 9));
    assertThat(probe().startup(upgrading))
        .isEqualTo(new Verdict(false, "starting", "upgrade phase 6/8 (3 of 9)"));
    assertThat(probe().live(new TestDocument().build(), upgrading).passed()).isTrue();
    assertThat(ready(upgrading, true).passed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aSupervisedComponentIsLiveInEveryStateBecauseItsLauncherHandlesFailures(
      ComponentState state) {
    assertThat(probe().live(new TestDocument().build(), report(state)))
        .isEqualTo(new Verdict(true, state.toString(), "its reason"));
  }

  @Test
  void aSupervisedComponentIsLiveInAnotherModeBecauseItsLauncherFollows() throws IOException {
    StateDocument document = new TestDocument().sources(sources(modeFile("maintenance\n"))).build();
    assertThat(probe().live(document, report(ComponentState.READY)).passed()).isTrue();
  }

  @Test
  void anExecutedServiceIsOutdatedInAModeInWhichItDoesNotRun() throws IOException {
    assertThat(liveAfterExec(modeFile("maintenance\n")))
        .isEqualTo(new Verdict(false, "outdated", "the mode is now maintenance"));
  }

  @Test
  void anExecutedServiceIsLiveInItsMode() throws IOException {
    assertThat(liveAfterExec(modeFile("full\n")))
        .isEqualTo(new Verdict(true, "ready", "its reason"));
  }

  @Test
  void anInvalidModeFileDoesNotCauseARestart() throws IOException {
    assertThat(liveAfterExec(modeFile("half")).passed()).isTrue();
    assertThat(liveAfterExec(directory.resolve("missing")).passed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
  void aComponentInAnyOtherStateIsNotReady(ComponentState state) {
    assertThat(ready(report(state), false))
        .isEqualTo(new Verdict(false, state.toString(), "its reason"));
    assertThat(checked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
  void onlyAParkedComponentPassesIfParkedIsAccepted(ComponentState state) {
    assertThat(ready(report(state), true))
        .isEqualTo(new Verdict(state == ComponentState.PARKED, state.toString(), "its reason"));
  }

  @Test
  void aParkedComponentThatHasYetToStartAfterAChangeOfTheModeIsNotReady() {
    ComponentReport parked =
        TestDocument.modes(TestDocument.report("xrootd", ComponentState.PARKED), Mode.FULL);
    for (boolean acceptParked : List.of(false, true)) {
      assertThat(readyIn(Mode.FULL, parked, acceptParked))
          .isEqualTo(new Verdict(false, "parked", "the mode is now full"));
    }
  }

  @Test
  void aRunningComponentThatHasYetToStopAfterAChangeOfTheModeIsNotReady() {
    ComponentReport running = TestDocument.modes(report(ComponentState.READY));
    for (boolean acceptParked : List.of(false, true)) {
      assertThat(readyIn(Mode.MAINTENANCE, running, acceptParked))
          .isEqualTo(new Verdict(false, "ready", "the mode is now maintenance"));
    }
    assertThat(checked).isEmpty();
  }

  @Test
  void aComponentThatPassesItsCheckIsReady() {
    assertThat(ready(report(ComponentState.READY), false))
        .isEqualTo(new Verdict(true, "ready", ""));
    assertThat(checked).containsExactly(CHECK);
  }

  @Test
  void aComponentThatFailsItsCheckIsNotReady() {
    result = new CheckResult(CheckResult.Kind.CONNECTION_REFUSED, "no listener on this port");
    assertThat(ready(report(ComponentState.READY), true))
        .isEqualTo(
            new Verdict(
                false,
                "unready",
                "tcp://127.0.0.1:1094: connection refused (no listener on this port)"));
  }

  @Test
  void aComponentWithoutCheckIsReadyWhileItsProcessRuns() {
    assertThat(ready(TestDocument.report("xrootd", ComponentState.READY), false))
        .isEqualTo(new Verdict(true, "ready", "its reason"));
  }

  @Test
  void aComponentWhoseProcessIsGoneIsNotReady() {
    for (Optional<ProcessIdentity> gone :
        List.of(Optional.<ProcessIdentity>empty(), Optional.of(TestDocument.process(8)))) {
      assertThat(
              ready(
                  TestDocument.report("xrootd", ComponentState.READY, Optional.of(CHECK), gone),
                  false))
          .isEqualTo(new Verdict(false, "unready", "its process is gone"));
    }
    assertThat(checked).isEmpty();
  }
}
