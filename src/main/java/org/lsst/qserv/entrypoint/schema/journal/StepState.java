// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

/** The state of a statement in the journal. The numbers are stored and must not change. */
public enum StepState {
  /** Was started, and cannot be rolled back. */
  RUNNING(0),
  DONE(1),
  /** The server refused it, so it changed nothing. */
  FAILED(2),
  /** Counts as done, because the user gave {@code --resume=skip}. */
  SKIPPED(3);

  private final int number;

  StepState(int number) {
    this.number = number;
  }

  /** Returns the number that the journal stores. */
  public int number() {
    return number;
  }

  /** Returns whether the next statement may be executed. */
  public boolean isComplete() {
    return this == DONE || this == SKIPPED;
  }

  /**
   * Returns the state for a stored number.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  public static StepState of(int number) {
    for (StepState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    throw new IllegalArgumentException("unknown state " + number + " in the journal");
  }
}
