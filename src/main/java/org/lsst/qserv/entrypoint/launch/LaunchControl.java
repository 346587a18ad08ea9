// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.VolumeSpace;
import org.lsst.qserv.entrypoint.health.control.ControlAddress;
import org.lsst.qserv.entrypoint.health.control.ControlPort;
import org.lsst.qserv.entrypoint.health.control.ControlledLaunch;
import org.lsst.qserv.entrypoint.health.metrics.LaunchMetrics;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Connects a launch with its control port. */
final class LaunchControl implements ControlledLaunch {
  /** The settings of the directories that are written to after the start. */
  private static final List<String> DIRECTORIES =
      List.of("paths.data", "paths.state", "paths.config");

  private final Host host;
  private final Settings settings;
  private final List<Path> directories;
  private final LaunchMetrics metrics;
  private volatile Optional<StateDocument> state = Optional.empty();

  private LaunchControl(Host host, Settings settings) {
    this.host = host;
    this.settings = settings;
    this.directories = DIRECTORIES.stream().map(name -> Path.of(settings.string(name))).toList();
    this.metrics =
        new LaunchMetrics(
            Optional.ofNullable(LaunchControl.class.getPackage().getImplementationVersion())
                .orElse("development"));
  }

  /**
   * Opens the control port.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if its settings cannot be
   *     used
   */
  static OpenControl open(Host host, Settings settings, ControlAddress address) {
    LaunchControl control = new LaunchControl(host, settings);
    return new OpenControl(control, ControlPort.open(host, address, control));
  }

  /** A control port that listens until it is closed. */
  record OpenControl(LaunchControl control, ControlPort port) implements AutoCloseable {
    @Override
    public void close() {
      port.close();
    }
  }

  /** Replaces the state that the control port shows. */
  void stateChanged(StateDocument current) {
    if (!current.components().isEmpty()) { // a supervisor does not know its components at first
      state = Optional.of(current);
      metrics.stateChanged(current);
    }
  }

  /** Records the duration of a step. */
  void stepCompleted(String role, String component, Step step, Duration duration) {
    metrics.stepCompleted(role, component, step.kind(), duration);
  }

  @Override
  public Optional<StateDocument> state() {
    return state;
  }

  @Override
  public List<VolumeSpace> volumes() {
    return VolumeSpace.of(directories);
  }

  @Override
  public String metrics() throws IOException {
    return metrics.text();
  }

  @Override
  public void requestMode(Mode mode) throws IOException {
    new ModeRequest(host, settings).set(mode);
  }

  @Override
  public boolean requestRetry() throws IOException {
    return !RetryRequests.request(host, Path.of(settings.string("paths.state"))).isEmpty();
  }
}
