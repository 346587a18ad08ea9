// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import org.lsst.qserv.entrypoint.process.SystemCalls;

/**
 * Releases memory while the launcher is idle: a launch, a change of the mode and a scrape of the
 * metrics use much more of the Java runtime and of the AOT cache than waiting for the next one. Not
 * thread-safe.
 */
final class IdleMemory {
  /** The number of polls without a change until memory is released, and then released again. */
  private static final int IDLE = 5;

  private int idlePolls;

  /** The state of a component has changed. */
  void changed() {
    idlePolls = 0;
  }

  /** Called periodically. */
  void poll() {
    idlePolls++;
    if (idlePolls == IDLE) {
      idlePolls = 0;
      new SystemCalls().releaseFilePages();
    }
  }
}
