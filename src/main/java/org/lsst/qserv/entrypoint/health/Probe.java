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

/** Says of a component whether it lives and whether it serves. */
public final class Probe {

  /**
   * A verdict.
   *
   * @param yes whether the probe succeeds
   * @param word the component's state in one word
   * @param reason why not; empty if it is clear
   */
  public record Verdict(boolean yes, String word, String reason) {}

  private final Host host;
  private final Function<Check, CheckResult> checker;

  public Probe(Host host, Function<Check, CheckResult> checker) {
    this.host = host;
    this.checker = checker;
  }

  /**
   * Whether it makes sense to let the container go on. A service that the launcher became cannot
   * follow a change of mode; it is not live any more, so that it is restarted into the new one.
   */
  public Verdict live(StateRecord state) {
    if (!state.incarnation().isAlive(host)) {
      return new Verdict(true, "starting", "the last start is over");
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
      return Optional.empty(); // a mode file that is wrong is no reason to restart
    }
  }

  /** Whether it serves, by asking it. */
  public Verdict ready(StateRecord state) {
    if (!state.incarnation().isAlive(host)) {
      return new Verdict(false, "starting", "the last start is over");
    }
    return switch (state.phase()) {
      case STARTING, STOPPED, PARKED ->
          new Verdict(false, state.phase().toString(), state.reason());
      case RUNNING -> state.check().map(this::serves).orElse(new Verdict(true, "running", ""));
    };
  }

  private Verdict serves(Check check) {
    CheckResult answer = checker.apply(check);
    return answer.isReady()
        ? new Verdict(true, "ready", "")
        : new Verdict(false, "unready", check + ": " + answer);
  }
}
