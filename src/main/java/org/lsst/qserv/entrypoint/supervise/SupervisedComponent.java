// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * A component that the supervisor runs.
 *
 * @param after the components that must be ready before it starts, and that stop after it; those
 *     that do not run in the same mode are ignored
 * @param prepare runs before each start of the service
 * @param readiness how to check the service; empty if it counts as ready once it has started
 */
public record SupervisedComponent(
    String name,
    List<String> after,
    Task prepare,
    ServiceCommand command,
    Optional<Readiness> readiness,
    StopPolicy stop,
    RestartRule restart) {

  /** A task that may block, and ends soon after its thread is interrupted. */
  @FunctionalInterface
  public interface Task {
    /** Runs the task. */
    void run() throws InterruptedException;
  }
}
