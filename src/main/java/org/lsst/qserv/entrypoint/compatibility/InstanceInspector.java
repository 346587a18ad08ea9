// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescriptions;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.verdict.ClusterObserver;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * Determines the facts of running instances. Observes their components over the network as {@code
 * cluster status} does, and changes nothing.
 */
public final class InstanceInspector {
  private final Host host;
  private final BundledFiles bundled;

  /** Creates an inspector. */
  public InstanceInspector(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
  }

  /**
   * Returns the facts of each instance by its identifier, in the order of the description.
   *
   * @param settings contain the description of the instances
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if the description is
   *     invalid
   */
  public Map<String, ImageFacts> instances(Settings settings) throws InterruptedException {
    List<InstanceDescription> descriptions = InstanceDescriptions.read(settings, host, bundled);
    List<InstanceReport> reports =
        new ClusterObserver(() -> descriptions, host.time()).observe().instances();
    Map<String, ImageFacts> facts = new LinkedHashMap<>();
    for (int i = 0; i < descriptions.size(); i++) {
      ObservedFacts observed = new ObservedFacts(descriptions.get(i), reports.get(i));
      facts.put(
          descriptions.get(i).id(),
          observed.facts(new ReleaseTable(bundled).protocols(), bundled.moduleNames()));
    }
    return facts;
  }
}
