// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** A process group: a program that leads it, and the processes that it started in the group. */
final class ProcessGroup {
  private static final Path PROC = Path.of("/proc");
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final Process leader;
  private final TimeSource time;
  private final SystemCalls system = new SystemCalls();

  ProcessGroup(Process leader, TimeSource time) {
    this.leader = leader;
    this.time = time;
  }

  /** Sends SIGTERM, waits until the group is empty, and sends SIGKILL after the grace period. */
  void stop(Duration gracePeriod) throws InterruptedException {
    requestStop(SignalName.TERM);
    Polling polling = Polling.every(POLL_INTERVAL, time, gracePeriod);
    while (isAlive() && !polling.isOver()) {
      polling.pause();
    }
    kill();
  }

  /** Sends a stop signal to all processes, and continues those that are stopped by SIGSTOP. */
  void requestStop(SignalName signal) {
    system.killGroup(leader.pid(), signal);
    system.continueGroup(leader.pid());
  }

  /** Waits until no process is left. */
  void awaitExit() throws InterruptedException {
    while (isAlive()) {
      time.sleep(POLL_INTERVAL);
    }
  }

  /** Sends SIGKILL. */
  void kill() {
    system.killGroup(leader.pid(), SignalName.KILL);
  }

  private boolean isAlive() {
    return leader.isAlive()
        || ProcessHandle.allProcesses().anyMatch(process -> isMember(process.pid()));
  }

  /** Reads {@code PID (NAME) STATE PARENT GROUP ...}, see the man page proc_pid_stat(5). */
  private boolean isMember(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
      // kill(2) would count a zombie that no one has waited for
      return !fields[0].equals("Z") && fields[2].equals(String.valueOf(leader.pid()));
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
