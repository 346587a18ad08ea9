// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;

/**
 * Detects that nothing answers over one protocol. In the first collection of a process on a busy
 * machine, the likely reason is that loading the classes for the protocol has taken all the time.
 */
final class SilentKinds {
  private SilentKinds() {}

  /** Returns whether there is a protocol over which no target responded in time. */
  static boolean in(List<List<Observation>> observed) {
    Map<String, Boolean> isSilent = new HashMap<>();
    for (List<Observation> observations : observed) {
      for (Observation one : observations) {
        isSilent.merge(protocol(one.target().endpoint()), one.isSilent(), Boolean::logicalAnd);
      }
    }
    return isSilent.containsValue(true);
  }

  private static String protocol(Endpoint endpoint) {
    return endpoint instanceof Endpoint.Service service
        ? service.check().uri().getScheme()
        : endpoint.getClass().getSimpleName();
  }
}
