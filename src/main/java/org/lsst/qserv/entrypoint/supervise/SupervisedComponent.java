// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * A component that the supervisor runs.
 *
 * @param after the components that must be ready before it starts, and that stop after it; those
 *     that do not run in the same mode are ignored
 * @param tasks what runs before and after each start of the service
 * @param readiness how to check the service; empty if it counts as ready once it has started
 */
public record SupervisedComponent(
    String name,
    List<String> after,
    Tasks tasks,
    ServiceCommand command,
    Optional<Readiness> readiness,
    StopPolicy stop,
    RestartRule restart) {

  /** A task that may block, and ends soon after its thread is interrupted. */
  @FunctionalInterface
  public interface Task {
    /**
     * Runs the task.
     *
     * @param progress receives the progress, if the task takes long
     */
    void run(Consumer<TaskProgress> progress) throws InterruptedException;
  }

  /**
   * The tasks of one start of the service.
   *
   * @param prepare runs before the service starts
   * @param postStart runs once the service answers its check, before it counts as ready; empty if
   *     nothing is to be done then
   */
  public record Tasks(Task prepare, Optional<PostStart> postStart) {}

  /**
   * A task that needs the running service, such as an upgrade of its data. If it fails, the service
   * is stopped, and the component fails.
   *
   * @param description what it does, for people, as long as it has not started
   */
  public record PostStart(String description, Task task) {}
}
