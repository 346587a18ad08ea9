// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.mode.StoredMode;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Shows and changes the mode of this container. */
public final class ModeRequest {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /**
   * The time within which a launch notices a request, with a margin. The problem of an earlier
   * request disappears then.
   */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

  private final Host host;
  private final StateFiles files;
  private final Settings settings;

  /** Creates a request with the settings of the container. */
  public ModeRequest(Host host, Settings settings) {
    this.host = host;
    this.settings = settings;
    this.files = new StateFiles(Path.of(settings.string("paths.state")));
  }

  /**
   * Returns what determines the mode: for the running launch, whose options may have set it, else
   * for a launch with these settings.
   */
  public ModeSources sources() throws IOException {
    return files.read(host).stream()
        .findFirst()
        .map(state -> state.mode().sources())
        .orElseGet(() -> ModeSettings.sources(settings));
  }

  /**
   * Stores a mode. It survives restarts, until the setting {@code mode} changes.
   *
   * @throws Failure with exit code 78 if something else determines the mode
   */
  public void set(Mode mode) throws IOException {
    ModeSources sources = sources();
    if (sources.modeFile().isPresent()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "mode set: the file " + sources.modeFile().get() + " determines the mode",
          "write " + mode + " to that file, such as with kubectl edit configmap");
    }
    if (mode == Mode.INSTALL || sources.setting() == Mode.INSTALL) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "mode set: a running container cannot switch to or from mode install",
          "start another container with -e mode=" + mode);
    }
    new StoredMode(mode, sources.setting()).write(sources.storedFile());
  }

  /**
   * Waits until the launches of this container have applied a mode.
   *
   * @throws Failure with exit code 78 if one of them reports that it cannot, 75 after the timeout
   */
  public void await(Mode mode, Duration timeout) throws IOException, InterruptedException {
    Polling polling = Polling.every(POLL_INTERVAL, host.time(), timeout);
    while (true) {
      List<StateDocument> states = files.read(host);
      for (StateDocument state : states) {
        if (!state.mode().problem().isEmpty()
            && !hasApplied(state, mode)
            && polling.elapsed().compareTo(NOTICED_WITHIN) > 0) {
          throw new Failure(
              ExitCode.CONFIGURATION,
              state.mode().problem(),
              "correct the reported problem, then set the mode again");
        }
      }
      if (states.stream().allMatch(state -> hasApplied(state, mode))) {
        return;
      }
      if (polling.isOver()) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "mode " + mode + " was not applied within " + timeout.toSeconds() + " s",
            "check 'entrypoint status' for components that have not switched modes");
      }
      polling.pause();
    }
  }

  private static boolean hasApplied(StateDocument state, Mode mode) {
    if (state.executed()) {
      return state.components().stream().allMatch(one -> one.modes().contains(mode));
    }
    return state.mode().mode() == mode
        && state.components().stream().allMatch(component -> component.isSettled(mode));
  }
}
