// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.List;

/** Receives the states of all components, in the thread of the supervisor. */
@FunctionalInterface
public interface SupervisorListener {
  /** Called after each event, even if no state has changed. */
  void changed(List<ComponentStatus> statuses);
}
