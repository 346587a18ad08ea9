package org.lsst.qserv.entrypoint.failure;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all of them are reported at once. */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds one, unless it is there already. */
  public void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
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
