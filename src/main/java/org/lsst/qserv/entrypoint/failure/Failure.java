// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can fix. It ends the command with an exit code and a message without a
 * stack trace. Any other exception that reaches the top is a bug.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final transient List<Problem> problems;
  private final String subject;

  /**
   * Set later by {@link #causedBy}; initCause is not possible, because the constructor fixed null.
   */
  private @Nullable Throwable cause;

  /** Creates a failure with one problem. */
  public Failure(ExitCode exit, String what, String fix) {
    this("", List.of(new Problem(exit, what, fix)));
  }

  /**
   * Creates a failure with several problems. Its exit code is 64 if one of them is a usage error,
   * else the code of the first one.
   */
  public Failure(String subject, List<Problem> problems) {
    super(message(subject, problems), null, false, false);
    this.subject = subject;
    this.problems = List.copyOf(problems);
    this.exit =
        problems.stream().anyMatch(problem -> problem.exit() == ExitCode.USAGE)
            ? ExitCode.USAGE
            : problems.getFirst().exit();
  }

  /**
   * Keeps the exception that led to this failure, for the log.
   *
   * @return this failure
   */
  public Failure causedBy(Throwable exception) {
    this.cause = exception;
    return this;
  }

  @Override
  public synchronized @Nullable Throwable getCause() {
    return cause;
  }

  /** Returns the exit code of the process. */
  public ExitCode exit() {
    return exit;
  }

  /** Returns the problems, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the common subject of the problems; may be empty if there is only one. */
  public String subject() {
    return subject;
  }

  private static String message(String subject, List<Problem> problems) {
    if (problems.size() == 1) {
      Problem only = problems.getFirst();
      return "error: " + only.what() + "\nfix: " + only.fix();
    }
    StringBuilder text = new StringBuilder("error: ");
    text.append(problems.size()).append(" problems in ").append(subject);
    for (Problem problem : problems) {
      text.append("\n  ").append(problem.what()).append("\n    fix: ").append(problem.fix());
    }
    return text.toString();
  }
}
