// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.VolumeSpace;
import org.lsst.qserv.entrypoint.mode.Mode;

/** A launch with a fixed state that records the requests. */
final class FakeLaunch implements ControlledLaunch {
  Optional<StateDocument> state = Optional.empty();
  boolean hasFailed;
  boolean hasModeFile;
  final List<Mode> modes = new ArrayList<>();
  int retries;

  @Override
  public Optional<StateDocument> state() {
    return state;
  }

  @Override
  public List<VolumeSpace> volumes() {
    return List.of(new VolumeSpace(Path.of("/data"), 5, 10));
  }

  @Override
  public String metrics() {
    return "metric 1\n";
  }

  @Override
  public void requestMode(Mode mode) {
    if (hasModeFile) {
      throw new Failure(ExitCode.CONFIGURATION, "the file determines the mode", "write to it");
    }
    modes.add(mode);
  }

  @Override
  public boolean requestRetry() {
    retries++;
    return hasFailed;
  }
}
