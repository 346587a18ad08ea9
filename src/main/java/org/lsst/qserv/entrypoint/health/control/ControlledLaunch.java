// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.VolumeSpace;
import org.lsst.qserv.entrypoint.mode.Mode;

/** What the control port shows and changes. Thread-safe. */
public interface ControlledLaunch {

  /** Returns the current state; empty before there is one. */
  Optional<StateDocument> state();

  /** Returns the space of the volumes that the launcher and its services write to. */
  List<VolumeSpace> volumes();

  /** Returns the metrics in the text format of Prometheus. */
  String metrics() throws IOException;

  /**
   * Requests a mode. The launch applies it later.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if something else
   *     determines the mode
   */
  void requestMode(Mode mode) throws IOException;

  /**
   * Requests another try of whatever has failed.
   *
   * @return whether something has failed
   */
  boolean requestRetry() throws IOException;
}
