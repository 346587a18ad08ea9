// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/**
 * The exit codes of the command, which follow {@code sysexits.h} and the conventions of shells. A
 * restart may help after 69 and 75, but not after 77 and 78.
 */
public enum ExitCode {
  OK(0),
  /** A probe or a check failed. */
  NO(1),
  USAGE(64),
  BAD_DATA(65),
  UNAVAILABLE(69),
  BUG(70),
  CANNOT_CREATE(73),
  IO(74),
  TRY_AGAIN(75),
  ACCESS_DENIED(77),
  CONFIGURATION(78),
  NOT_EXECUTABLE(126),
  NOT_FOUND(127);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the exit status of the process. */
  public int number() {
    return number;
  }

  /**
   * Combines the codes of several failures: 0 if there are none; the common code if all are equal;
   * 75 if all may succeed on a retry; else the first code for which a retry does not help.
   */
  public static ExitCode combine(Collection<ExitCode> failures) {
    if (Set.copyOf(failures).size() <= 1) {
      return failures.stream().findFirst().orElse(OK);
    }
    return failures.stream()
        .filter(code -> code != UNAVAILABLE && code != TRY_AGAIN)
        .findFirst()
        .orElse(TRY_AGAIN);
  }

  /** Returns the code with a number; {@link #BUG} if there is none. */
  public static ExitCode of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst().orElse(BUG);
  }

  /**
   * Returns the exit status of a process that was killed by a signal, by the convention of shells.
   */
  public static int ofSignal(int signal) {
    return 128 + signal;
  }
}
