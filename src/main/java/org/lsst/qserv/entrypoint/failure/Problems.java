// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all of them are reported at once. */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds one. One that is there already, perhaps of another user, stays one problem. */
  public void add(Problem problem) {
    for (int i = 0; i < problems.size(); i++) {
      if (problems.get(i).isSame(problem)) {
        problems.set(i, problems.get(i).with(problem));
        return;
      }
    }
    problems.add(problem);
  }

  /** What was found so far. */
  public List<Problem> found() {
    return List.copyOf(problems);
  }

  /**
   * Ends the command if there are problems.
   *
   * @param where what they have in common: "the settings of 'worker xrootd'"
   * @throws Failure with all of them
   */
  public void throwIfAny(String where) {
    if (!problems.isEmpty()) {
      throw new Failure(where, problems);
    }
  }
}
