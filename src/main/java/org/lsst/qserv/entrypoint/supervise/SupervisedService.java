// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * A service under supervision.
 *
 * @param name the component
 * @param prepare what to do before the start
 * @param awaitReady returns when the service serves
 */
public record SupervisedService(
    String name,
    Task prepare,
    ServiceCommand command,
    Task awaitReady,
    StopPolicy stop,
    RestartRule restart) {

  /** Something that may wait; it ends early when interrupted. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws InterruptedException;
  }
}
