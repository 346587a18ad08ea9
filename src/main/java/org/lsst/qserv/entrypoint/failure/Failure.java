// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.List;

/**
 * What the user can mend: it ends the command with an exit code and a message without a stack
 * trace. Any other exception that reaches the top is a bug.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final transient List<Problem> problems;
  private final String headline;

  /** One problem. */
  public Failure(ExitCode exit, String what, String fix) {
    this("", List.of(new Problem(exit, what, fix)));
  }

  /** Several problems found together; wrong use of the command line decides the exit code. */
  public Failure(String headline, List<Problem> problems) {
    super(message(headline, problems), null, false, false);
    this.headline = headline;
    this.problems = List.copyOf(problems);
    this.exit =
        problems.stream().anyMatch(problem -> problem.exit() == ExitCode.USAGE)
            ? ExitCode.USAGE
            : problems.getFirst().exit();
  }

  /** The code that the process shall exit with. */
  public ExitCode exit() {
    return exit;
  }

  /** The problems, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** What the problems have in common; empty if there is one only. */
  public String headline() {
    return headline;
  }

  private static String message(String headline, List<Problem> problems) {
    if (problems.size() == 1) {
      Problem only = problems.getFirst();
      return "error: " + only.what() + "\nfix: " + only.fix();
    }
    StringBuilder text = new StringBuilder("error: ");
    text.append(problems.size()).append(" problems in ").append(headline);
    for (Problem problem : problems) {
      text.append("\n  ").append(problem.what()).append("\n    fix: ").append(problem.fix());
    }
    return text.toString();
  }
}
