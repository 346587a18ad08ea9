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
  CHECK_FAILED(1),
  /** The command line is wrong ({@code EX_USAGE}). */
  USAGE(64),
  /** A template or a script is invalid ({@code EX_DATAERR}). */
  BAD_DATA(65),
  /** A required service does not respond ({@code EX_UNAVAILABLE}). */
  UNAVAILABLE(69),
  /** An error that no code expected ({@code EX_SOFTWARE}). */
  BUG(70),
  /** A file cannot be created ({@code EX_CANTCREAT}). */
  CANNOT_CREATE(73),
  /** Reading or writing failed ({@code EX_IOERR}). */
  IO(74),
  /** A temporary failure, such as a lock or a schema that is not ready ({@code EX_TEMPFAIL}). */
  TRY_AGAIN(75),
  /** A server or the operating system denied access ({@code EX_NOPERM}). */
  ACCESS_DENIED(77),
  /** The settings or the catalog are wrong, or a version is refused ({@code EX_CONFIG}). */
  CONFIGURATION(78),
  /** A program cannot be executed, by the convention of shells. */
  NOT_EXECUTABLE(126),
  /** A program does not exist, by the convention of shells. */
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
