// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.build;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.VolumeSpace;
import org.lsst.qserv.entrypoint.health.control.ControlledLaunch;
import org.lsst.qserv.entrypoint.health.metrics.LaunchMetrics;
import org.lsst.qserv.entrypoint.mode.Mode;

/** A stub of a launch for the control port of a training run. */
final class TrainingLaunch implements ControlledLaunch {
  private final LaunchMetrics metrics = new LaunchMetrics("train");

  @Override
  public Optional<StateDocument> state() {
    return Optional.empty();
  }

  @Override
  public List<VolumeSpace> volumes() {
    return List.of();
  }

  @Override
  public String metrics() throws IOException {
    return metrics.text();
  }

  @Override
  public void requestMode(Mode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean requestRetry() {
    return false;
  }
}
