// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.process.ResourceLimits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.supervise.RestartRule.When;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.PostStart;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.Tasks;

/** The decisions of a supervisor, without processes: events in, actions out. */
final class ReconcilerTest {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration DATABASE_GRACE = Duration.ofMinutes(30);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Tasks PREPARATION = new Tasks(_ -> {}, Optional.empty());
  private static final RestartRule NEVER = new RestartRule(When.NEVER, DELAY, 0, Set.of());
  private static final RestartRule ALWAYS = new RestartRule(When.ALWAYS, DELAY, 0, Set.of());

  private final FakeTime time = new FakeTime();
  private final Reconciler reconciler = new Reconciler(time, false);

  /** The current attempt of each component that has been restarted. */
  private final Map<String, Integer> attempts = new HashMap<>();

  /** The actions as text, such as {@code "prepare a"}. */
  private final List<String> actions = new ArrayList<>();

  private final SupervisedComponent database = component("database", NEVER, false);
  private final SupervisedComponent proxy = component("proxy", NEVER, true, "database");
  private final SupervisedComponent http = component("http", NEVER, true, "database");

  private static SupervisedComponent component(
      String name, RestartRule restart, boolean canBeShortened, String... after) {
    return new SupervisedComponent(
        name,
        List.of(after),
        PREPARATION,
        new ServiceCommand(
            name,
            List.of(RedactedText.plain("/bin/true")),
            Map.of(),
            Set.of(),
            Path.of("/"),
            new ResourceLimits(Map.of()),
            Optional.empty()),
        Optional.of(new Readiness(Optional::empty, START_TIMEOUT)),
        new StopPolicy(SignalName.TERM, canBeShortened ? GRACE : DATABASE_GRACE, canBeShortened),
        restart);
  }

  private void on(Event event) {
    for (Action action : reconciler.handle(event)) {
      actions.add(
          switch (action) {
            case Action.Prepare prepare -> "prepare " + prepare.component().name();
            case Action.RunPostStart run -> run.task().description() + " of " + run.component();
            case Action.Start start -> "start " + start.component().name();
            case Action.Watch watch -> "watch " + watch.component().name();
            case Action.Cancel cancel -> "cancel " + cancel.component();
            case Action.Signal signal -> signal.signal() + " " + signal.component();
            case Action.Kill kill -> "kill " + kill.component();
          });
    }
  }

  /** Returns the actions since the last call. */
  private List<String> actions() {
    List<String> taken = List.copyOf(actions);
    actions.clear();
    return taken;
  }

  private void desire(SupervisedComponent... components) {
    on(new Event.DesiredChanged(List.of(components), List.of(), "not in this mode"));
  }

  private void prepared(String name) {
    on(new Event.Prepared(name, attempt(name)));
  }

  private void started(String name) {
    prepared(name);
    on(new Event.Started(name, attempt(name), 100));
  }

  private void ready(String name) {
    started(name);
    on(new Event.Checked(name, attempt(name), Optional.empty()));
  }

  private void exited(String name, int code) {
    on(new Event.Exited(name, attempt(name), code, Optional.empty()));
  }

  private void pass(Duration duration) {
    time.pass(duration);
    on(new Event.Tick());
  }

  private int attempt(String name) {
    return attempts.getOrDefault(name, 1);
  }

  private void nextAttempt(String name) {
    attempts.merge(name, 2, (old, _) -> old + 1);
  }

  private ComponentState state(String name) {
    return status(name).state();
  }

  private ComponentStatus status(String name) {
    return reconciler.statuses().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void runAll() {
    desire(database, proxy, http);
    ready("database");
    ready("proxy");
    ready("http");
    actions();
  }

  // --- Start -------------------------------------------------------------------------------------

  @Test
  void startsAComponentInThreeStepsEachAfterThePreviousOne() {
    desire(database);
    assertThat(actions()).containsExactly("prepare database");
    assertThat(state("database")).isEqualTo(ComponentState.PREPARING);
    prepared("database");
    assertThat(actions()).containsExactly("start database");
    assertThat(state("database")).isEqualTo(ComponentState.STARTING);
    on(new Event.Started("database", 1, 100));
    assertThat(actions()).containsExactly("watch database");
    on(new Event.Checked("database", 1, Optional.of("no answer")));
    assertThat(status("database").reason()).isEqualTo("no answer");
    assertThat(state("database")).isEqualTo(ComponentState.STARTING);
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(state("database")).isEqualTo(ComponentState.READY);
  }

  @Test
  void startsIndependentComponentsTogetherOnceTheirDependencyIsReady() {
    desire(database, proxy, http);
    assertThat(actions()).containsExactly("prepare database");
    assertThat(status("proxy").reason()).isEqualTo("waiting for database");
    started("database");
    actions();
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(actions()).containsExactly("prepare proxy", "prepare http");
  }

  @Test
  void ignoresADependencyThatDoesNotRunInTheMode() {
    desire(proxy);
    assertThat(actions()).containsExactly("prepare proxy");
  }

  @Test
  void aComponentWithoutAReadinessCheckIsReadyOnceItHasStarted() {
    SupervisedComponent unchecked =
        new SupervisedComponent(
            "a",
            List.of(),
            PREPARATION,
            database.command(),
            Optional.empty(),
            database.stop(),
            NEVER);
    desire(unchecked);
    started("a");
    assertThat(state("a")).isEqualTo(ComponentState.READY);
    assertThat(actions()).doesNotContain("watch a");
  }

  @Test
  void aServiceThatIsNotReadyInTimeIsStoppedAndReported() {
    desire(database);
    started("database");
    on(new Event.Checked("database", 1, Optional.of("connection refused")));
    actions();
    pass(START_TIMEOUT);
    assertThat(actions()).containsExactly("cancel database", "TERM database");
    exited("database", 143);
    assertThat(reconciler.outcome().orElseThrow().failure().orElseThrow())
        .hasMessage(
            "error: database was not ready within 60 s: connection refused\nfix: see its output"
                + " for the cause, or raise the timeout of its ready check in the catalog");
    assertThat(reconciler.outcome().orElseThrow().exitCode()).isEqualTo(69);
  }

  // --- Tasks after the start ---------------------------------------------------------------------

  /** Returns a component with a task after each start. */
  private SupervisedComponent upgraded(SupervisedComponent component, RestartRule restart) {
    return new SupervisedComponent(
        component.name(),
        component.after(),
        new Tasks(_ -> {}, Optional.of(new PostStart("upgrade", _ -> {}))),
        component.command(),
        component.readiness(),
        component.stop(),
        restart);
  }

  private void upgrading() {
    ready("database");
    assertThat(actions()).endsWith("start database", "watch database", "upgrade of database");
  }

  private static Failure upgradeFailed(ExitCode code) {
    return new Failure(code, "mariadb-upgrade failed with exit code 1", "fix the reported error");
  }

  @Test
  void aComponentIsReadyWhenItsPostStartTaskHasFinishedAndItsCheckSucceedsAgain() {
    desire(upgraded(database, NEVER), proxy);
    started("database");
    assertThat(status("database").progress()).contains(TaskProgress.of("upgrade"));
    on(new Event.Checked("database", 1, Optional.of("recovering")));
    assertThat(status("database"))
        .returns("recovering", ComponentStatus::reason)
        .returns(Optional.of(TaskProgress.of("upgrade")), ComponentStatus::progress);
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(actions()).endsWith("watch database", "upgrade of database");
    TaskProgress half = new TaskProgress("tables", 1, 2);
    on(new Event.Progressed("database", 1, half));
    assertThat(status("database"))
        .returns(ComponentState.STARTING, ComponentStatus::state)
        .returns("", ComponentStatus::reason)
        .returns(Optional.of(half), ComponentStatus::progress);
    assertThat(state("proxy")).isEqualTo(ComponentState.PENDING);

    on(new Event.PostStartFinished("database", 1));
    assertThat(actions()).containsExactly("watch database");
    assertThat(status("database"))
        .returns(ComponentState.STARTING, ComponentStatus::state)
        .returns(Optional.empty(), ComponentStatus::progress);
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(state("database")).isEqualTo(ComponentState.READY);
    assertThat(actions()).containsExactly("prepare proxy");
  }

  @Test
  void theTaskOfAComponentWithoutACheckRunsOnceItHasStarted() {
    SupervisedComponent checked = upgraded(database, NEVER);
    desire(
        new SupervisedComponent(
            "a",
            List.of(),
            checked.tasks(),
            checked.command(),
            Optional.empty(),
            checked.stop(),
            NEVER));
    started("a");
    assertThat(actions()).endsWith("start a", "upgrade of a");
    assertThat(state("a")).isEqualTo(ComponentState.STARTING);
    on(new Event.PostStartFinished("a", 1));
    assertThat(state("a")).isEqualTo(ComponentState.READY);
  }

  @Test
  void aPostStartTaskHasNoTimeoutAndIgnoresResultsOfAnEarlierWatch() {
    desire(upgraded(database, NEVER));
    upgrading();
    pass(START_TIMEOUT.multipliedBy(1000));
    on(new Event.Checked("database", 1, Optional.empty()));
    on(new Event.Checked("database", 1, Optional.of("timed out")));
    assertThat(actions()).isEmpty();
    assertThat(status("database"))
        .returns(ComponentState.STARTING, ComponentStatus::state)
        .returns("", ComponentStatus::reason);
  }

  @Test
  void aTaskThatFailsStopsTheServiceAndThenTheComponentFailsForItsReason() {
    Failure failure = upgradeFailed(ExitCode.UNAVAILABLE);
    desire(upgraded(database, NEVER), proxy);
    upgrading();
    on(new Event.AttemptFailed("database", 1, failure));
    assertThat(actions()).containsExactly("cancel database", "TERM database");
    assertThat(reconciler.outcome()).isEmpty();
    exited("database", 0);
    assertThat(status("database"))
        .returns(ComponentState.FAILED, ComponentStatus::state)
        .returns("mariadb-upgrade failed with exit code 1", ComponentStatus::reason)
        .returns(Optional.empty(), ComponentStatus::progress);
    assertThat(reconciler.outcome()).contains(new Outcome(69, Optional.of(failure)));
  }

  @Test
  void aTaskThatFailsForATemporaryReasonRunsAgainAfterTheRestart() {
    desire(upgraded(database, ALWAYS));
    upgrading();
    on(new Event.AttemptFailed("database", 1, upgradeFailed(ExitCode.TRY_AGAIN)));
    exited("database", 0);
    assertThat(state("database")).isEqualTo(ComponentState.BACKOFF);
    pass(DELAY);
    nextAttempt("database");
    actions();
    upgrading();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServiceThatExitsDuringTheTaskIsRestartedAndTheTaskRunsAgain(boolean failureFollows) {
    desire(upgraded(database, ALWAYS));
    upgrading();
    exited("database", 137);
    assertThat(actions()).containsExactly("kill database", "cancel database");
    on(
        failureFollows
            ? new Event.AttemptFailed("database", 1, upgradeFailed(ExitCode.CONFIGURATION))
            : new Event.TaskCanceled("database", 1));
    assertThat(status("database"))
        .returns(ComponentState.BACKOFF, ComponentStatus::state)
        .returns("exited with code 137", ComponentStatus::reason)
        .returns(1, ComponentStatus::restarts);
    pass(DELAY);
    nextAttempt("database");
    actions();
    upgrading();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStopDuringTheTaskCancelsItAndWaitsForTheService(boolean failureFollows) {
    desire(upgraded(database, NEVER));
    upgrading();
    on(new Event.StopRequested());
    assertThat(actions()).containsExactly("cancel database", "TERM database");
    on(
        failureFollows
            ? new Event.AttemptFailed("database", 1, upgradeFailed(ExitCode.UNAVAILABLE))
            : new Event.TaskCanceled("database", 1));
    assertThat(state("database")).isEqualTo(ComponentState.STOPPING);
    assertThat(reconciler.outcome()).isEmpty();
    exited("database", 0);
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
  }

  @Test
  void anotherModeNeitherCancelsTheTaskNorStartsTheOthersBeforeItHasFinished() {
    desire(upgraded(database, NEVER));
    upgrading();
    desire(database, proxy, http);
    assertThat(actions()).isEmpty();
    on(new Event.PostStartFinished("database", 1));
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(actions()).containsExactly("watch database", "prepare proxy", "prepare http");
  }

  @Test
  void aStartForWhichATaskWasDueRunsItEvenIfAnotherModeFollowsBeforeIt() {
    desire(upgraded(database, NEVER));
    desire(database);
    upgrading();
  }

  @Test
  void aRunningServiceIsNotChangedIfAnotherModeHasATask() {
    desire(database);
    ready("database");
    actions();
    desire(upgraded(database, NEVER));
    on(new Event.Checked("database", 1, Optional.of("timed out")));
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(actions()).isEmpty();
    assertThat(state("database")).isEqualTo(ComponentState.READY);
  }

  @Test
  void thePreparationReportsItsProgressUntilItHasFinished() {
    desire(database);
    TaskProgress waiting = TaskProgress.of("wait for the czar");
    on(new Event.Progressed("database", 1, waiting));
    assertThat(status("database").progress()).contains(waiting);
    prepared("database");
    on(new Event.Progressed("database", 1, waiting));
    assertThat(status("database").progress()).isEmpty();
  }

  // --- Readiness ---------------------------------------------------------------------------------

  @Test
  void followsTheReadinessWhileTheServiceRuns() {
    desire(database);
    ready("database");
    on(new Event.Checked("database", 1, Optional.of("timed out")));
    assertThat(status("database"))
        .returns(ComponentState.UNREADY, ComponentStatus::state)
        .returns("timed out", ComponentStatus::reason);
    on(new Event.Checked("database", 1, Optional.empty()));
    assertThat(status("database"))
        .returns(ComponentState.READY, ComponentStatus::state)
        .returns("", ComponentStatus::reason);
  }

  @Test
  void anUnreadyDependencyDoesNotStopTheComponentsAfterIt() {
    runAll();
    on(new Event.Checked("database", 1, Optional.of("timed out")));
    assertThat(actions()).isEmpty();
    assertThat(state("proxy")).isEqualTo(ComponentState.READY);
  }

  // --- Restart -----------------------------------------------------------------------------------

  @Test
  void repeatsPreparationAndReadinessAtEachRestart() {
    desire(component("replica", ALWAYS, true));
    ready("replica");
    actions();
    exited("replica", 1);
    assertThat(actions()).containsExactly("kill replica", "cancel replica");
    assertThat(status("replica"))
        .returns(ComponentState.BACKOFF, ComponentStatus::state)
        .returns("exited with code 1", ComponentStatus::reason)
        .returns(1, ComponentStatus::restarts);
    pass(DELAY.minusMillis(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(actions()).containsExactly("prepare replica");
    nextAttempt("replica");
    ready("replica");
    assertThat(actions()).containsExactly("start replica", "watch replica");
  }

  @Test
  void theDelayDoublesUpToAMinuteAndIsResetAfterFiveMinutesOfService() {
    desire(component("replica", ALWAYS, true));
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      started("replica");
      exited("replica", 1);
      delays.add(untilNextDeadline().toSeconds());
      pass(untilNextDeadline());
      nextAttempt("replica");
    }
    assertThat(delays).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    ready("replica");
    time.pass(Duration.ofMinutes(5));
    exited("replica", 1);
    assertThat(untilNextDeadline()).isEqualTo(DELAY);
  }

  private Duration untilNextDeadline() {
    return Duration.ofNanos(reconciler.nextDeadline().nanos() - time.nanos());
  }

  @Test
  void endsTheRoleWithTheExitCodeOnceTheRestartsAreExhausted() {
    desire(component("a", new RestartRule(When.FAILURE, DELAY, 1, Set.of()), true));
    ready("a");
    exited("a", 3);
    pass(DELAY);
    nextAttempt("a");
    ready("a");
    exited("a", 3);
    assertThat(state("a")).isEqualTo(ComponentState.FAILED);
    assertThat(reconciler.outcome().orElseThrow().exitCode()).isEqualTo(3);
  }

  @Test
  void successCodesEndTheRoleWithZero() {
    desire(component("a", new RestartRule(When.FAILURE, DELAY, 0, Set.of(143)), true));
    ready("a");
    exited("a", 143);
    assertThat(state("a")).isEqualTo(ComponentState.SUCCEEDED);
    assertThat(reconciler.outcome().orElseThrow().exitCode()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ExitCode.class,
      names = {"UNAVAILABLE", "TRY_AGAIN"})
  void repeatsAPreparationThatFailedForATemporaryReason(ExitCode code) {
    desire(component("replica", ALWAYS, true));
    on(new Event.AttemptFailed("replica", 1, new Failure(code, "no answer", "start it")));
    assertThat(state("replica")).isEqualTo(ComponentState.BACKOFF);
    pass(DELAY);
    assertThat(actions()).endsWith("prepare replica");
  }

  @ParameterizedTest
  @EnumSource(
      value = ExitCode.class,
      names = {"CONFIGURATION", "ACCESS_DENIED", "BAD_DATA", "NOT_FOUND"})
  void endsTheRoleAfterAPreparationThatFailsPermanently(ExitCode code) {
    Failure failure = new Failure(code, "wrong", "correct it");
    desire(component("replica", ALWAYS, true));
    on(new Event.AttemptFailed("replica", 1, failure));
    assertThat(reconciler.outcome()).contains(new Outcome(code.number(), Optional.of(failure)));
  }

  @Test
  void ignoresEventsOfAnEarlierProcess() {
    desire(component("replica", ALWAYS, true));
    ready("replica");
    exited("replica", 1);
    pass(DELAY);
    on(new Event.Exited("replica", 1, 9, Optional.empty()));
    on(new Event.Checked("replica", 1, Optional.empty()));
    on(new Event.Prepared("replica", 1));
    assertThat(state("replica")).isEqualTo(ComponentState.PREPARING);
    assertThat(status("replica").restarts()).isOne();
  }

  // --- Stop --------------------------------------------------------------------------------------

  @Test
  void stopsIndependentComponentsInParallelAndTheirDependencyLast() {
    runAll();
    on(new Event.StopRequested());
    assertThat(actions())
        .containsExactlyInAnyOrder("cancel http", "TERM http", "cancel proxy", "TERM proxy");
    exited("proxy", 143);
    assertThat(actions()).doesNotContain("TERM database");
    exited("http", 0);
    assertThat(actions()).contains("TERM database");
    assertThat(reconciler.outcome()).isEmpty();
    exited("database", 0);
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
    assertThat(reconciler.statuses())
        .extracting(ComponentStatus::state)
        .containsOnly(ComponentState.STOPPED);
  }

  @Test
  void killsAServiceAfterItsGracePeriodAndReportsThat() {
    runAll();
    on(new Event.StopRequested());
    exited("http", 0);
    actions();
    pass(GRACE.minusMillis(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(actions()).containsExactly("kill proxy");
    exited("proxy", 137);
    exited("database", 0);
    assertThat(reconciler.outcome().orElseThrow().exitCode()).isEqualTo(137);
  }

  @Test
  void aClockThatIsSetBackDelaysNeitherAKillNorARestart() {
    SupervisedComponent restarted = component("restarted", ALWAYS, true);
    desire(restarted);
    started("restarted");
    exited("restarted", 1);
    actions();
    time.setBack(Duration.ofDays(365));
    pass(DELAY);
    assertThat(actions()).containsExactly("prepare restarted");
    nextAttempt("restarted");
    started("restarted");
    on(new Event.StopRequested());
    actions();
    time.setBack(Duration.ofDays(365));
    pass(GRACE);
    assertThat(actions()).containsExactly("kill restarted");
  }

  @Test
  void aSecondRequestShortensEveryGracePeriodExceptThatOfDatabases() {
    runAll();
    on(new Event.StopRequested());
    on(new Event.StopRequested());
    actions();
    pass(Duration.ofSeconds(2));
    assertThat(actions()).containsExactlyInAnyOrder("kill proxy", "kill http");
    exited("proxy", 137);
    exited("http", 137);
    actions();
    pass(DATABASE_GRACE.minusMillis(1));
    assertThat(actions()).doesNotContain("kill database");
    assertThat(untilNextDeadline()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void aSecondRequestAlsoShortensThePeriodsThatBeginLater() {
    SupervisedComponent first = component("first", NEVER, true);
    SupervisedComponent second = component("second", NEVER, true, "first");
    desire(first, second);
    ready("first");
    ready("second");
    on(new Event.StopRequested());
    on(new Event.StopRequested());
    exited("second", 143);
    assertThat(untilNextDeadline()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aStopDuringThePreparationWaitsUntilItHasFinished() {
    desire(database);
    on(new Event.StopRequested());
    assertThat(actions()).containsExactly("prepare database", "cancel database");
    assertThat(reconciler.outcome()).isEmpty();
    on(new Event.TaskCanceled("database", 1));
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
  }

  @Test
  void aPreparationThatFinishesDuringAStopStartsNothing() {
    desire(database);
    on(new Event.StopRequested());
    actions();
    prepared("database");
    assertThat(actions()).isEmpty();
    assertThat(reconciler.outcome()).isPresent();
  }

  @Test
  void aStopDuringTheRestartDelayFinishesImmediately() {
    desire(component("replica", ALWAYS, true));
    ready("replica");
    exited("replica", 1);
    on(new Event.StopRequested());
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
  }

  @Test
  void anExitDuringAStopIsNotAFailureWhateverItsCode() {
    runAll();
    on(new Event.StopRequested());
    exited("proxy", 1);
    exited("http", 139);
    exited("database", 0);
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
  }

  @Test
  void aComponentThatExitsStopsTheOthersAndDeterminesTheExitCode() {
    runAll();
    exited("proxy", 7);
    assertThat(actions()).containsExactly("kill proxy", "cancel proxy", "cancel http", "TERM http");
    exited("http", 0);
    exited("database", 0);
    assertThat(reconciler.outcome()).contains(new Outcome(7, Optional.empty()));
    assertThat(state("proxy")).isEqualTo(ComponentState.FAILED);
  }

  @Test
  void aSignalDuringAStopAfterAFailureKeepsTheCodeOfTheFailureAndTheGracePeriods() {
    runAll();
    exited("proxy", 7);
    on(new Event.StopRequested());
    assertThat(untilNextDeadline()).isEqualTo(GRACE);
    exited("http", 0);
    exited("database", 0);
    assertThat(reconciler.outcome().orElseThrow().exitCode()).isEqualTo(7);
  }

  @Test
  void aRoleWithoutComponentsEndsOnlyOnRequest() {
    desire();
    assertThat(reconciler.outcome()).isEmpty();
    on(new Event.StopRequested());
    assertThat(reconciler.outcome()).contains(new Outcome(0, Optional.empty()));
  }

  // --- Mode --------------------------------------------------------------------------------------

  @Test
  void aModeChangeStopsOnlyWhatDoesNotRunInTheNewMode() {
    runAll();
    desire(database);
    assertThat(actions())
        .containsExactlyInAnyOrder("cancel http", "TERM http", "cancel proxy", "TERM proxy");
    exited("proxy", 143);
    exited("http", 143);
    assertThat(Stream.of("proxy", "http").map(this::state)).containsOnly(ComponentState.PARKED);
    assertThat(status("proxy").reason()).isEqualTo("not in this mode");
    assertThat(state("database")).isEqualTo(ComponentState.READY);
    assertThat(reconciler.outcome()).isEmpty();
  }

  @Test
  void parkedComponentsStartWhenTheModeAllowsThem() {
    on(new Event.DesiredChanged(List.of(database), List.of("proxy", "http"), "not in this mode"));
    ready("database");
    assertThat(actions()).doesNotContain("prepare proxy");
    assertThat(state("proxy")).isEqualTo(ComponentState.PARKED);
    desire(database, proxy, http);
    assertThat(actions()).containsExactly("prepare proxy", "prepare http");
  }

  @Test
  void aModeThatChangesBackDuringAStopStartsTheComponentAgainAfterwards() {
    runAll();
    desire(database);
    desire(database, proxy, http);
    actions();
    assertThat(state("proxy")).isEqualTo(ComponentState.STOPPING);
    exited("proxy", 143);
    assertThat(actions()).endsWith("prepare proxy");
    assertThat(state("http")).isEqualTo(ComponentState.STOPPING);
  }

  @Test
  void aModeChangeDuringThePreparationCancelsIt() {
    desire(database, proxy);
    ready("database");
    actions();
    desire(database);
    assertThat(actions()).containsExactly("cancel proxy");
    on(new Event.TaskCanceled("proxy", 1));
    assertThat(state("proxy")).isEqualTo(ComponentState.PARKED);
  }

  @Test
  void aServiceStoppedForItsSlowStartParksIfTheModeChangesDuringTheStop() {
    desire(database, proxy);
    ready("database");
    started("proxy");
    pass(START_TIMEOUT);
    desire(database);
    exited("proxy", 143);
    assertThat(state("proxy")).isEqualTo(ComponentState.PARKED);
    assertThat(reconciler.outcome()).isEmpty();
  }

  // --- Hold --------------------------------------------------------------------------------------

  @Test
  void heldFailuresKeepTheOthersRunningUntilARetry() {
    Reconciler holding = new Reconciler(time, true);
    holding.handle(new Event.DesiredChanged(List.of(database), List.of(), ""));
    Failure failure = new Failure(ExitCode.CONFIGURATION, "wrong", "correct it");
    holding.handle(new Event.AttemptFailed("database", 1, failure));
    assertThat(holding.outcome()).isEmpty();
    assertThat(holding.statuses().getFirst())
        .returns(ComponentState.FAILED, ComponentStatus::state)
        .returns("wrong", ComponentStatus::reason);
    assertThat(holding.handle(new Event.RetryRequested()))
        .containsExactly(new Action.Prepare(database, 2));
  }

  @ParameterizedTest
  @EnumSource(value = When.class, names = "FAILURE", mode = EnumSource.Mode.EXCLUDE)
  void reportsWhyAServiceExited(When restart) {
    desire(component("a", new RestartRule(restart, DELAY, 0, Set.of()), true));
    ready("a");
    on(new Event.Exited("a", 1, 137, Optional.of("killed because of its memory")));
    assertThat(status("a").reason())
        .isEqualTo("exited with code 137: killed because of its memory");
  }
}
