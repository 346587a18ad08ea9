// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;

/** Collects the state of all instances. */
@FunctionalInterface
public interface Collector {

  /**
   * Returns the current state, within a deadline of its own.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure if the state cannot be collected, such as
   *     because of a damaged description; an instance that does not respond is not a failure
   */
  ClusterReport collect() throws InterruptedException;
}
