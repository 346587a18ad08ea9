// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.util.Optional;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Determines whether a component has started, is alive, and is ready. */
public final class Probe {

  /**
   * The result of a probe.
   *
   * @param passed whether the probe passed
   * @param state the state of the component
   * @param reason why it is in this state, and its progress; may be empty
   */
  public record Verdict(boolean passed, String state, String reason) {
    private Verdict(boolean passed, ComponentReport component) {
      this(passed, component.state().toString(), component.explanation());
    }
  }

  private final Host host;
  private final Function<Check, CheckResult> checker;

  public Probe(Host host, Function<Check, CheckResult> checker) {
    this.host = host;
    this.checker = checker;
  }

  /**
   * Returns whether the preparation of a component has finished, including tasks after the start of
   * its service.
   */
  public Verdict startup(ComponentReport component) {
    boolean over =
        switch (component.state()) {
          case PENDING, PREPARING, FAILED -> false;
          case STARTING -> component.progress().isEmpty();
          case READY, UNREADY, STOPPING, STOPPED, BACKOFF, SUCCEEDED, PARKED -> true;
        };
    return new Verdict(over, component);
  }

  /**
   * Returns whether the container should keep running. A supervisor handles failures and changes of
   * the mode itself. A service that was executed in place of the launcher cannot follow the mode,
   * so it is reported as outdated if it does not run in the effective mode.
   */
  public Verdict live(StateDocument state, ComponentReport component) {
    Mode now = state.currentMode();
    return state.executed() && !component.modes().contains(now)
        ? new Verdict(false, "outdated", "the mode is now " + now)
        : new Verdict(true, component);
  }

  /**
   * Returns whether a component serves, according to its readiness check. A component that does not
   * run in the effective mode is not ready, and neither is one that has yet to follow a change of
   * the mode.
   *
   * @param acceptParked whether a component that does not run in this mode passes
   */
  public Verdict ready(StateDocument state, ComponentReport component, boolean acceptParked) {
    Verdict live = live(state, component);
    return live.passed() ? ready(state.currentMode(), component, acceptParked) : live;
  }

  private Verdict ready(Mode mode, ComponentReport component, boolean acceptParked) {
    return switch (component.state()) {
      case READY -> component.isSettled(mode) ? readiness(component) : unsettled(mode, component);
      case PARKED ->
          component.isSettled(mode)
              ? new Verdict(acceptParked, component)
              : unsettled(mode, component);
      case PENDING, PREPARING, STARTING, UNREADY, STOPPING, STOPPED, BACKOFF, FAILED, SUCCEEDED ->
          new Verdict(false, component);
    };
  }

  private static Verdict unsettled(Mode mode, ComponentReport component) {
    return new Verdict(false, component.state().toString(), "the mode is now " + mode);
  }

  private Verdict readiness(ComponentReport component) {
    Optional<ProcessIdentity> process = component.process();
    if (process.isEmpty() || !process.get().isAlive(host)) {
      return new Verdict(false, ComponentState.UNREADY.toString(), "its process is gone");
    }
    Optional<Check> check = component.check();
    return check.isPresent() ? readiness(check.get()) : new Verdict(true, component);
  }

  private Verdict readiness(Check check) {
    CheckResult result = checker.apply(check);
    return result.isReady()
        ? new Verdict(true, ComponentState.READY.toString(), "")
        : new Verdict(false, ComponentState.UNREADY.toString(), check + ": " + result);
  }
}
