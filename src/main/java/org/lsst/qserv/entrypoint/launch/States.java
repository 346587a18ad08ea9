// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.Incarnation;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.StateRecord;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the states of a launch's components, for the probes. Thread-safe. */
final class States {
  private static final Logger LOG = LoggerFactory.getLogger(States.class);

  /** The component name of a parked role. */
  private static final String WHOLE_ROLE = "role";

  private final Host host;
  private final LaunchPlan plan;
  private final StateFiles files;
  private boolean writable = true;

  States(Host host, LaunchPlan plan, Path directory) {
    this.host = host;
    this.plan = plan;
    this.files = new StateFiles(directory);
  }

  /** Writes the state of a component that this process is, or is about to execute. */
  void write(String component, Phase phase, String reason, Optional<ServicePlan> start) {
    write(component, phase, reason, start, ProcessId.own());
  }

  void park(String reason) {
    write(plan.target().component().orElse(WHOLE_ROLE), Phase.PARKED, reason, Optional.empty());
  }

  /**
   * Writes a state.
   *
   * @param start the running component, for its readiness check; empty if it does not run
   * @param pid the process that the state describes
   */
  synchronized void write(
      String component, Phase phase, String reason, Optional<ServicePlan> start, long pid) {
    Optional<Check> check = start.flatMap(ServicePlan::ready).map(ready -> ready.check());
    Optional<Incarnation> incarnation = Incarnation.of(host, pid);
    if (incarnation.isEmpty() || !writable) {
      return;
    }
    StateRecord state =
        new StateRecord(
            plan.target().role(),
            component,
            phase,
            plan.mode().mode(),
            plan.mode().file().map(Path::toString).orElse(""),
            reason,
            host.time().now(),
            incarnation.get(),
            check);
    try {
      files.write(state);
    } catch (IOException e) {
      // a service without probes is better than no service
      writable = false;
      LOG.warn("state={} cannot be written, probes will fail: {}", plan.target(), e.toString());
    }
  }
}
