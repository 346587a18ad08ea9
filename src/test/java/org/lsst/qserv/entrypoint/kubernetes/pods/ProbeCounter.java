// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

/** Counts consecutive results of a probe until a threshold is reached. Not thread-safe. */
final class ProbeCounter {
  private final int successThreshold;
  private final int failureThreshold;
  private int successes;
  private int failures;

  ProbeCounter(int successThreshold, int failureThreshold) {
    this.successThreshold = successThreshold;
    this.failureThreshold = failureThreshold;
  }

  void add(boolean success) {
    successes = success ? successes + 1 : 0;
    failures = success ? 0 : failures + 1;
  }

  boolean succeeded() {
    return successes >= successThreshold;
  }

  boolean failed() {
    return failures >= failureThreshold;
  }
}
