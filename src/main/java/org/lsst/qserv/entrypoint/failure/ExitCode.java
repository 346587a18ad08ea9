// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/**
 * The exit codes of the command, after {@code sysexits.h} and the shell's own codes. 69 and 75
 * against 77 and 78 tell an orchestrator whether a restart can help.
 */
public enum ExitCode {
  OK(0),
  /** A probe or a check says no. */
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

  /** The number that the process exits with. */
  public int number() {
    return number;
  }

  /**
   * The code for several: 0 if there are none; theirs if they have one; 75 if a repetition may help
   * all of them; else the first that it does not help.
   */
  public static ExitCode together(Collection<ExitCode> failures) {
    if (Set.copyOf(failures).size() <= 1) {
      return failures.stream().findFirst().orElse(OK);
    }
    return failures.stream()
        .filter(code -> code != UNAVAILABLE && code != TRY_AGAIN)
        .findFirst()
        .orElse(TRY_AGAIN);
  }

  /** The code of a number that this command ended with. */
  public static ExitCode of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst().orElse(BUG);
  }

  /** The shell's code for a process that a signal killed. */
  public static int ofSignal(int signal) {
    return 128 + signal;
  }
}
