// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

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
}
