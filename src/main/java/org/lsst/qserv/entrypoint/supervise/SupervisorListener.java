// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

/** Receives the life cycle events of services, in the thread of the supervisor. */
public interface SupervisorListener {
  /** Called before the preparation of a service. */
  void preparing(String name);

  /** Called when a service has started. */
  void started(String name, long pid);

  /** Called when a service has exited or is being stopped. */
  void ended(String name, String reason);
}
