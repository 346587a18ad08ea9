// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import org.lsst.qserv.entrypoint.process.SystemCalls;

/**
 * Releases memory when the launcher has become idle: a launch and a change of the mode use much
 * more of the Java runtime and of the AOT cache than waiting for the next one. Not thread-safe.
 */
final class IdleMemory {
  /** How many polls without a change make the launcher idle. */
  private static final int IDLE = 3;

  private int idlePolls;

  /** The state of a component has changed. */
  void changed() {
    idlePolls = 0;
  }

  /** Called periodically; releases memory once after each change. */
  void poll() {
    if (idlePolls < IDLE) {
      idlePolls++;
      if (idlePolls == IDLE) {
        new SystemCalls().releaseFilePages();
      }
    }
  }
}
