// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** A running service: the leader of its own process group, whose output is relayed. */
public final class ServiceProcess {
  /** A process that has left its group may keep the output open forever. */
  private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final ProcessGroup group;
  private final SystemCalls system;
  private final List<OutputRelay> output;

  /**
   * Whether the service has been asked to stop; its exit is then reported only when its whole group
   * has exited.
   */
  private volatile boolean stopping;

  /**
   * Whether the leader has exited and its group has been killed, so the pid may have been reused.
   */
  private boolean gone;

  ServiceProcess(
      Process process, ProcessGroup group, SystemCalls system, List<OutputRelay> output) {
    this.process = process;
    this.group = group;
    this.system = system;
    this.output = output;
  }

  /** Returns the process id, which is also that of the process group. */
  public long pid() {
    return process.pid();
  }

  /**
   * Calls a receiver with the exit code, in another thread, when the process has exited. If it was
   * asked to stop, waits for its whole group first.
   */
  void onExit(IntConsumer receiver) {
    var _ =
        process
            .onExit()
            .thenAccept(exited -> {
              awaitGroup();
              receiver.accept(exited.exitValue());
            });
  }

  private void awaitGroup() {
    try {
      if (stopping) {
        group.awaitExit();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a signal to the process, as an init does; does nothing if it has exited. */
  public void signal(SignalName signal) {
    if (process.isAlive()) {
      system.kill(process.pid(), signal);
    }
  }

  /** Asks the whole process group to stop, even if it is suspended. */
  public void requestStop(SignalName signal) {
    stopping = true;
    group.requestStop(signal);
  }

  /** Sends SIGKILL to the whole process group, which may outlive its leader. */
  public void kill() {
    if (!gone) {
      gone = !process.isAlive();
      group.kill();
    }
  }

  /** Waits until the output has been relayed completely, for a few seconds at most. */
  public void awaitOutput() {
    output.forEach(relay -> relay.awaitEnd(OUTPUT_TIMEOUT));
  }
}
