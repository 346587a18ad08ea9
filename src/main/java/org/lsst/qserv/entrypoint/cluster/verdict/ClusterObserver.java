// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.StatusCollector;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** Observes instances and judges their state. Not thread-safe. */
public final class ClusterObserver {
  private final Supplier<List<InstanceDescription>> descriptions;
  private final StatusCollector collector;
  private final TimeSource time;

  /** Creates an observer of the instances that the supplier returns for each observation. */
  public ClusterObserver(Supplier<List<InstanceDescription>> descriptions, TimeSource time) {
    this.descriptions = descriptions;
    this.collector = new StatusCollector(time);
    this.time = time;
  }

  /**
   * Returns the current state, whatever hangs: within 2.5 s; within 3 s the first time, and within
   * 4.7 s if this machine is busy, because silent components are then asked again.
   */
  public ClusterReport observe() throws InterruptedException {
    List<InstanceDescription> instances = descriptions.get();
    List<List<Observation>> observations = collector.collect(instances);
    Instant now = time.now();
    List<InstanceReport> reports = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      reports.add(InstanceAssessment.assess(instances.get(i), observations.get(i), now));
    }
    return new ClusterReport(now.truncatedTo(ChronoUnit.SECONDS), reports);
  }
}
