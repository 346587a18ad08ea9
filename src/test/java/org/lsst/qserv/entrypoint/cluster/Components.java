// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.lsst.qserv.entrypoint.TestedLine;

/** The numbers of components in the development clusters. */
final class Components {
  /** Those of czar, two workers and replication system. */
  static final int DATABASES = 4;

  private static final int WORKERS = 2;

  /** Proxy, HTTPS front end, controller and registry. */
  private static final int COMMON_SERVICES = 4;

  private static final int REDIRECTOR = 2;

  /** It has a role of its own, which the mode of the others does not affect. */
  static final int MONITOR = 1;

  private Components() {}

  /** Returns the number of components of a release line. */
  static int count(TestedLine line) {
    int services = COMMON_SERVICES + WORKERS * line.workerServices().size();
    return DATABASES + services + MONITOR + (line == TestedLine.XRD ? REDIRECTOR : 0);
  }

  /**
   * Waits until every component is ready in mode full. A probe of a ready component can time out,
   * because {@code ./dev status} executes all of them at the same time.
   */
  static void awaitReady(Cluster cluster, TestedLine line) {
    Eventually.within(
        Duration.ofMinutes(2),
        () ->
            assertThat(cluster.dev("status").lines().skip(1))
                .hasSize(count(line))
                .allSatisfy(component -> assertThat(component).containsPattern(" full +ready ")));
  }
}
