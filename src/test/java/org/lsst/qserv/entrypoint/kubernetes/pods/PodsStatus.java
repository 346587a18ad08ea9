// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

/** The table of pods and containers that {@code kubectl get pods} would be. */
final class PodsStatus {
  private static final String ROW = "%-26s %-12s %-12s %-7s %8s  %s%n";

  private PodsStatus() {}

  static String of(Instance instance) {
    StringBuilder table =
        new StringBuilder(
            ROW.formatted("POD", "ADDRESS", "CONTAINER", "READY", "RESTARTS", "STATE"));
    for (Pod pod : instance.pods()) {
      for (ContainerLoop container : pod.containers()) {
        table.append(
            ROW.formatted(
                pod.name(),
                pod.address(),
                container.name(),
                container.isReady() ? "yes" : "no",
                container.restarts(),
                container.state()));
      }
    }
    return table.toString();
  }
}
