// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;

/** Determines whether a component is alive and whether it is ready. */
public final class Probe {

  /**
   * The result of a probe.
   *
   * @param passed whether the probe passed
   * @param state the state of the component
   * @param reason why it is in this state; may be empty
   */
  public record Verdict(boolean passed, String state, String reason) {}

  private final Host host;
  private final Function<Check, CheckResult> checker;

  public Probe(Host host, Function<Check, CheckResult> checker) {
    this.host = host;
    this.checker = checker;
  }

  /**
   * Returns whether the container should keep running. A service that was executed in place of the
   * launcher cannot follow a change of the mode. It is reported as not live, so that the container
   * is restarted in the new mode.
   */
  public Verdict live(StateRecord state) {
    if (!state.incarnation().isAlive(host)) {
      return new Verdict(true, "starting", "the process is gone");
    }
    return changedMode(state)
        .orElseGet(() ->
            new Verdict(state.phase() != Phase.STOPPED, state.phase().toString(), state.reason()));
  }

  private static Optional<Verdict> changedMode(StateRecord state) {
    if (state.modeFile().isEmpty()) {
      return Optional.empty();
    }
    try {
      EffectiveMode now = EffectiveMode.read(Optional.of(Path.of(state.modeFile())), "full");
      return now.mode() == state.mode()
          ? Optional.empty()
          : Optional.of(new Verdict(false, "outdated", "the mode is " + now.mode() + " now"));
    } catch (Failure e) {
      return Optional.empty(); // an invalid mode file is no reason for a restart
    }
  }

  /** Returns whether the component is ready, according to its readiness check. */
  public Verdict ready(StateRecord state) {
    if (!state.incarnation().isAlive(host)) {
      return new Verdict(false, "starting", "the process is gone");
    }
    return switch (state.phase()) {
      case STARTING, STOPPED, PARKED ->
          new Verdict(false, state.phase().toString(), state.reason());
      case RUNNING ->
          state.check().map(this::checkReadiness).orElse(new Verdict(true, "running", ""));
    };
  }

  private Verdict checkReadiness(Check check) {
    CheckResult result = checker.apply(check);
    return result.isReady()
        ? new Verdict(true, "ready", "")
        : new Verdict(false, "unready", check + ": " + result);
  }
}
