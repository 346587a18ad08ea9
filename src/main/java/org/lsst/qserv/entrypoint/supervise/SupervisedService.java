// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * A service that the supervisor runs.
 *
 * @param name the name of the component
 * @param prepare runs before the service starts
 * @param awaitReady returns when the service is ready
 */
public record SupervisedService(
    String name,
    Task prepare,
    ServiceCommand command,
    Task awaitReady,
    StopPolicy stop,
    RestartRule restart) {

  /** A task that may block, and stops when it is interrupted. */
  @FunctionalInterface
  public interface Task {
    /** Runs the task. */
    void run() throws InterruptedException;
  }
}
