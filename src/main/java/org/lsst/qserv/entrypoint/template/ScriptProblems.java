// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * Collects the problems of a migration script. Problems of variables come first and determine the
 * exit code, because a missing value often causes an apparent error in the script.
 */
final class ScriptProblems implements JinjaTemplate.Report {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final List<Problem> variableProblems = new ArrayList<>();
  private final List<Problem> scriptProblems = new ArrayList<>();

  @Override
  public void undefined(Path file, int line, String name) {
    if (!NAME.matcher(name).matches()) {
      error(file, line, "'" + name + "' has no value");
      return;
    }
    add(
        variableProblems,
        Problem.configuration(
            at(file, line) + "variable '" + name + "' has no value",
            "set it: -e schema.variables." + name + "=…"));
  }

  @Override
  public void unsafe(Path file, int line, String variable) {
    add(
        variableProblems,
        Problem.configuration(
            at(file, line)
                + "the value of variable '"
                + variable
                + "' contains a quote, backslash, line break or NUL character",
            "replace the quotes and their content with {{ "
                + variable
                + " | sql_string }}, or set another value"));
  }

  @Override
  public void error(Path file, int line, String message) {
    add(
        scriptProblems,
        new Problem(ExitCode.BAD_DATA, at(file, line) + message, "correct the script"));
  }

  private static String at(Path file, int line) {
    return file + ": " + line + ": ";
  }

  /** Drops duplicates: a loop reports the same problem in each iteration. */
  private static void add(List<Problem> problems, Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean isEmpty() {
    return variableProblems.isEmpty() && scriptProblems.isEmpty();
  }

  /**
   * Throws a failure with all problems, if there are any.
   *
   * @throws Failure with exit code 78 if a problem concerns a variable, otherwise 65
   */
  void throwIfAny(Path file) {
    if (!isEmpty()) {
      throw new Failure(
          "the script " + file,
          Stream.concat(variableProblems.stream(), scriptProblems.stream()).toList());
    }
  }
}
