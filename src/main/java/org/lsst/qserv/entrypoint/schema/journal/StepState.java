// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

/** The state of a statement in the journal. The numbers are stored: never change one. */
public enum StepState {
  /** Was started, and cannot be taken back by a rollback. */
  RUNNING(0),
  DONE(1),
  /** The server refused it, so it changed nothing. */
  FAILED(2),
  /** A person decided that it counts as done. */
  SKIPPED(3);

  private final int number;

  StepState(int number) {
    this.number = number;
  }

  /** Returns the number that the journal stores. */
  public int number() {
    return number;
  }

  /** Returns whether the next statement may follow. */
  public boolean isComplete() {
    return this == DONE || this == SKIPPED;
  }

  /**
   * Returns the state of a stored number.
   *
   * @throws IllegalArgumentException if there is none
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
