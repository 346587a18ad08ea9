// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

/** The signals that are sent to services, with their numbers on Linux. */
public enum SignalName {
  HUP(1),
  INT(2),
  QUIT(3),
  KILL(9),
  USR1(10),
  USR2(12),
  TERM(15);

  private final int number;

  SignalName(int number) {
    this.number = number;
  }

  /** Returns the number of the signal. */
  public int number() {
    return number;
  }
}
