// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.health.Probe.Verdict;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;

/** Tests the verdicts of the probes. */
final class ProbeTest {
  private static final Check CHECK = new Check.Tcp("127.0.0.1", 1094);

  @TempDir Path directory;

  private Host host;
  private CheckResult result = new CheckResult(CheckResult.Kind.READY, "");

  @BeforeEach
  void createALiveProcess() {
    host =
        new TestHost(directory)
            .file("proc/sys/kernel/random/boot_id", "boot\n")
            .file("proc/7/stat", IncarnationTest.stat(7, "xrootd", 'S', 100))
            .host();
  }

  private StateRecord state(Phase phase, Mode mode, String modeFile, Optional<Check> check) {
    return new StateRecord(
        "worker",
        "xrootd",
        phase,
        mode,
        modeFile,
        "its reason",
        Instant.EPOCH,
        new Incarnation("boot", 7, 100),
        check);
  }

  private StateRecord state(Phase phase) {
    return state(phase, Mode.FULL, "", Optional.of(CHECK));
  }

  private static StateRecord of(StateRecord state, Incarnation incarnation) {
    return new StateRecord(
        state.role(),
        state.component(),
        state.phase(),
        state.mode(),
        state.modeFile(),
        state.reason(),
        state.since(),
        incarnation,
        state.check());
  }

  private Probe probe() {
    return new Probe(host, check -> result);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
  void aRunningComponentIsLive(Phase phase) {
    assertThat(probe().live(state(phase)))
        .isEqualTo(new Verdict(true, phase.toString(), "its reason"));
  }

  @Test
  void aStoppedComponentIsNotLive() {
    assertThat(probe().live(state(Phase.STOPPED)))
        .isEqualTo(new Verdict(false, "stopped", "its reason"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void aComponentThatIsNotRunningIsNotReady(Phase phase) {
    assertThat(probe().ready(state(phase)))
        .isEqualTo(new Verdict(false, phase.toString(), "its reason"));
  }

  @Test
  void aComponentWithASuccessfulCheckIsReady() {
    assertThat(probe().ready(state(Phase.RUNNING))).isEqualTo(new Verdict(true, "ready", ""));
  }

  @Test
  void aRunningComponentWithAFailedCheckIsNotReady() {
    result = new CheckResult(CheckResult.Kind.REFUSED, "no listener on this port");
    assertThat(probe().ready(state(Phase.RUNNING)))
        .isEqualTo(
            new Verdict(
                false, "unready", "tcp://127.0.0.1:1094: refused (no listener on this port)"));
  }

  @Test
  void aRunningComponentWithoutACheckIsReady() {
    assertThat(probe().ready(state(Phase.RUNNING, Mode.FULL, "", Optional.empty())))
        .isEqualTo(new Verdict(true, "running", ""));
  }

  @Test
  void treatsTheStateOfAnEarlierStartAsStarting() {
    StateRecord earlier = of(state(Phase.RUNNING), new Incarnation("boot", 7, 99));
    assertThat(probe().ready(earlier))
        .isEqualTo(new Verdict(false, "starting", "the process is gone"));
    assertThat(probe().live(earlier))
        .isEqualTo(new Verdict(true, "starting", "the process is gone"));
  }

  @Test
  void treatsAStateFromBeforeTheLastBootAsStarting() {
    StateRecord earlier = of(state(Phase.RUNNING), new Incarnation("another boot", 7, 100));
    assertThat(probe().ready(earlier).state()).isEqualTo("starting");
  }

  @Test
  void treatsTheStateOfADeadProcessAsStarting() {
    StateRecord earlier = of(state(Phase.RUNNING), new Incarnation("boot", 8, 100));
    assertThat(probe().ready(earlier).state()).isEqualTo("starting");
  }

  @Test
  void aComponentIsNotLiveAfterAModeChange() throws IOException {
    Path file = Files.writeString(directory.resolve("mode"), "maintenance\n");
    StateRecord state = state(Phase.RUNNING, Mode.FULL, file.toString(), Optional.empty());
    assertThat(probe().live(state))
        .isEqualTo(new Verdict(false, "outdated", "the mode is maintenance now"));
  }

  @Test
  void aComponentIsLiveIfTheModeIsUnchanged() throws IOException {
    Path file = Files.writeString(directory.resolve("mode"), "full\n");
    StateRecord state = state(Phase.RUNNING, Mode.FULL, file.toString(), Optional.empty());
    assertThat(probe().live(state).passed()).isTrue();
  }

  @Test
  void aComponentIsLiveIfTheModeFileIsMissing() {
    String file = directory.resolve("no").toString();
    StateRecord state = state(Phase.RUNNING, Mode.FULL, file, Optional.empty());
    assertThat(probe().live(state).passed()).isTrue();
  }
}
