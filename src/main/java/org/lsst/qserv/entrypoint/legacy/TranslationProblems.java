// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * Collects the problems of a legacy command line, and warnings about accepted but questionable
 * input.
 */
final class TranslationProblems {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  void warn(String what, String fix) {
    warnings.add(Problem.configuration(what, fix));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
