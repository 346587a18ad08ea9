// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.health.Probe.Verdict;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;

/** Probes all components of a container, and reports one line for each. */
public final class ProbeReport {

  /**
   * The result for a container.
   *
   * @param passed whether there is a component, and all of them pass
   * @param text one line for each component: role, component, mode, state, start of the state, and
   *     reason
   * @param failed the launches with a component that does not pass
   */
  public record Result(boolean passed, String text, List<StateDocument> failed) {}

  private final Probe probe;

  public ProbeReport(Probe probe) {
    this.probe = probe;
  }

  /**
   * Probes every component of some launches.
   *
   * @param acceptParked whether a component that does not run in this mode is ready
   */
  public Result of(ProbeKind kind, List<StateDocument> states, boolean acceptParked) {
    StringBuilder text = new StringBuilder();
    List<StateDocument> failed = new ArrayList<>();
    for (StateDocument state : states) {
      boolean passed = true;
      for (ComponentReport component : state.components()) {
        Verdict verdict = verdict(kind, state, component, acceptParked);
        text.append(line(state, component, verdict)).append('\n');
        passed &= verdict.passed();
      }
      if (!passed) {
        failed.add(state);
      }
    }
    return new Result(!states.isEmpty() && failed.isEmpty(), text.toString(), failed);
  }

  private Verdict verdict(
      ProbeKind kind, StateDocument state, ComponentReport component, boolean acceptParked) {
    return switch (kind) {
      case STARTUP -> probe.startup(component);
      case LIVE -> probe.live(state, component);
      case READY -> probe.ready(state, component, acceptParked);
    };
  }

  private static String line(StateDocument state, ComponentReport component, Verdict verdict) {
    return String.join(
            " ",
            state.role(),
            component.name(),
            state.currentMode().toString(),
            verdict.state(),
            component.since().truncatedTo(ChronoUnit.SECONDS).toString(),
            verdict.reason())
        .strip();
  }
}
