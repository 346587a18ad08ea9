// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, to report all of them together. */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a problem. A setting that is required several times becomes one problem. */
  public void add(Problem problem) {
    for (int i = 0; i < problems.size(); i++) {
      if (problems.get(i).isSame(problem)) {
        problems.set(i, problems.get(i).with(problem));
        return;
      }
    }
    problems.add(problem);
  }

  /** Returns the problems so far. */
  public List<Problem> found() {
    return List.copyOf(problems);
  }

  /**
   * Throws a failure if there are problems.
   *
   * @param subject the common subject of the problems, such as "the settings of 'worker xrootd'"
   * @throws Failure with all of them
   */
  public void throwIfAny(String subject) {
    if (!problems.isEmpty()) {
      throw new Failure(subject, problems);
    }
  }
}
