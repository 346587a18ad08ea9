// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.Locale;

/** The state of a supervised component. */
public enum ComponentState {
  /** It waits for the components after which it starts. */
  PENDING,
  /** Its preparation steps run. */
  PREPARING,
  /** Its process has started and is not ready yet. */
  STARTING,
  /** Its process passes the readiness check. */
  READY,
  /** Its process has been ready and fails the readiness check. */
  UNREADY,
  /** It has been requested to stop. */
  STOPPING,
  /** It has stopped because its role stops. */
  STOPPED,
  /** It has exited or could not start, and its restart is delayed. */
  BACKOFF,
  /** It has exited or could not start, and is not restarted. */
  FAILED,
  /** It has exited with a code that means success, and is not restarted. */
  SUCCEEDED,
  /** It does not run in the effective mode. */
  PARKED;

  /** Returns whether nothing of the component runs: no process and no preparation. */
  public boolean isInactive() {
    return switch (this) {
      case PREPARING, STARTING, READY, UNREADY, STOPPING -> false;
      case PENDING, STOPPED, BACKOFF, FAILED, SUCCEEDED, PARKED -> true;
    };
  }

  /** Returns whether a process of the component runs that has not been requested to stop. */
  public boolean isRunning() {
    return this == STARTING || this == READY || this == UNREADY;
  }

  /** Returns the name in lower case, as in state documents and messages. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
