// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.util.List;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.Trouble;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.mode.Mode;

/**
 * The mode by which an instance is judged.
 *
 * @param isInferred whether it follows from what runs, because the description has no mode
 */
record ExpectedMode(Mode mode, boolean isInferred) {

  /**
   * Returns the mode of the description. Without one, an instance is in maintenance if everything
   * that runs in that mode answers, and nothing listens on the ports of all other components.
   */
  static ExpectedMode of(InstanceDescription instance, List<Observation> observations) {
    return instance
        .mode()
        .map(mode -> new ExpectedMode(mode, false))
        .orElseGet(() ->
            new ExpectedMode(isMaintenance(observations) ? Mode.MAINTENANCE : Mode.FULL, true));
  }

  private static boolean isMaintenance(List<Observation> observations) {
    ExpectedMode maintenance = new ExpectedMode(Mode.MAINTENANCE, true);
    List<Observation> observable =
        observations.stream()
            .filter(one -> !(one.target().endpoint() instanceof Endpoint.Unobservable))
            .toList();
    List<Observation> running =
        observable.stream().filter(one -> maintenance.includes(one.target())).toList();
    return !running.isEmpty()
        && running.size() < observable.size()
        && running.stream().allMatch(one -> one.trouble().isEmpty())
        && observable.stream()
            .filter(one -> !maintenance.includes(one.target()))
            .allMatch(one -> one.trouble().filter(Trouble::refused).isPresent());
  }

  /** Returns whether a component runs in the mode. */
  boolean includes(Target target) {
    return target.modes().contains(mode.toString());
  }
}
