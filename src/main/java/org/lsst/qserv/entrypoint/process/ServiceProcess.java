// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** A running service: the leader of a process group of its own, whose output is relayed. */
public final class ServiceProcess {
  /** A process that has left its group may keep the output open forever. */
  private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final SystemCalls system;
  private final List<OutputRelay> output;

  ServiceProcess(Process process, SystemCalls system, List<OutputRelay> output) {
    this.process = process;
    this.system = system;
    this.output = output;
  }

  /** Returns the process id, which is also that of the process group. */
  public long pid() {
    return process.pid();
  }

  /** Calls a receiver with the exit code once the process has exited, in another thread. */
  void onExit(IntConsumer receiver) {
    var _ = process.onExit().thenAccept(exited -> receiver.accept(exited.exitValue()));
  }

  /** Sends a signal to the process. */
  public void signal(SignalName signal) {
    system.kill(process.pid(), signal);
  }

  /** Sends SIGKILL to the whole process group, which may outlive its leader. */
  public void kill() {
    system.killGroup(process.pid());
  }

  /** Waits until the output has been relayed completely, for a few seconds at most. */
  public void awaitOutput() {
    output.forEach(relay -> relay.awaitEnd(OUTPUT_TIMEOUT));
  }
}
