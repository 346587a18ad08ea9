// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/**
 * The state of one launch. It never contains a secret, and is only valid as long as the process
 * that wrote it lives.
 *
 * @param component the launched component; empty if the whole role was launched
 * @param releaseLine the release line of the launcher's settings; empty if it is undetermined
 * @param identity the launcher, or the service that it executed in its place
 * @param executed whether the launcher has been replaced by the service, so that nothing updates
 *     this document any more
 */
public record StateDocument(
    String role,
    Optional<String> component,
    Optional<String> releaseLine,
    ProcessIdentity identity,
    boolean executed,
    ModeState mode,
    List<ComponentReport> components) {

  /**
   * Returns the effective mode. After an exec nothing updates this document, so the mode is
   * determined again; it stays that of the launch while it cannot be determined.
   */
  public Mode currentMode() {
    try {
      return executed ? mode.sources().effective().mode() : mode.mode();
    } catch (Failure e) {
      return mode.mode();
    }
  }

  /**
   * The mode of the launch.
   *
   * @param since when it became effective
   * @param problem why a requested mode could not be applied; empty if there is no problem
   * @param sources what determines the mode, so that others can determine it later
   */
  public record ModeState(
      Mode mode, String source, Instant since, String problem, ModeSources sources) {

    /** Returns the state of a mode that has just been applied. */
    public static ModeState of(EffectiveMode mode, Instant since, ModeSources sources) {
      return new ModeState(mode.mode(), mode.describeOrigin(), since, "", sources);
    }
  }

  /**
   * The state of one component.
   *
   * @param reason why it is in this state; may be empty
   * @param progress what is being done before it can be ready; empty if nothing is known to take
   *     long
   * @param restarts how often it has been restarted
   * @param modes the modes in which it runs; empty if it is parked
   * @param check its readiness check; empty if it has none or is parked
   * @param versions what it found when it was prepared; none if it is parked
   * @param process its process; empty if it has none
   */
  public record ComponentReport(
      String name,
      ComponentState state,
      String reason,
      Optional<TaskProgress> progress,
      Instant since,
      int restarts,
      Set<Mode> modes,
      Optional<Check> check,
      ComponentVersions versions,
      Optional<ProcessIdentity> process) {

    /**
     * Returns whether it is in the state that a mode requires: ready if it runs in this mode, else
     * parked. Right after a change of the mode, it still has its earlier state.
     */
    public boolean isSettled(Mode mode) {
      boolean runs = modes.contains(mode);
      return state == (runs ? ComponentState.READY : ComponentState.PARKED);
    }

    /** Returns the reason and the progress for people, in one line; may be empty. */
    public String explanation() {
      String text = progress.map(TaskProgress::toString).orElse("");
      String both = reason.isEmpty() || text.isEmpty() ? reason + text : reason + "; " + text;
      return both.replace('\n', ' '); // the output of a tool
    }
  }
}
