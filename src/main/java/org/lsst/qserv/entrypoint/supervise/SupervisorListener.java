// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

/** Is told what becomes of the services, by the supervisor's one thread. */
public interface SupervisorListener {
  /** A service is being prepared. */
  void preparing(String name);

  /** A service was started. */
  void started(String name, long pid);

  /** A service ended or is being stopped. */
  void ended(String name, String reason);
}
