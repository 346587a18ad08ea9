// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the messages and exit codes of failures. */
final class FailureTest {
  private static final Problem WRONG = Problem.configuration("a is wrong", "correct a");
  private static final Problem MISUSED = Problem.usage("b is no option", "read --help");

  @Test
  void formatsASingleProblemAsErrorAndFix() {
    assertThat(new Failure(ExitCode.IO, "it broke", "repair it"))
        .hasMessage("error: it broke\nfix: repair it");
  }

  @Test
  void formatsSeveralProblemsWithAHeading() {
    assertThat(new Failure("the settings", List.of(WRONG, MISUSED)))
        .hasMessage(
            """
            error: 2 problems in the settings
              a is wrong
                fix: correct a
              b is no option
                fix: read --help\
            """);
  }

  @Test
  void usesTheExitCodeOfTheFirstProblem() {
    Problem data = new Problem(ExitCode.BAD_DATA, "c", "d");
    assertThat(new Failure("", List.of(data, WRONG)).exit()).isEqualTo(ExitCode.BAD_DATA);
  }

  @Test
  void usageErrorsTakePrecedenceForTheExitCode() {
    assertThat(new Failure("", List.of(WRONG, MISUSED)).exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void reportsADuplicateProblemOnce() {
    Problems problems = new Problems();
    problems.add(WRONG);
    problems.add(Problem.configuration("a is wrong", "correct a"));
    assertThat(problems.found()).containsExactly(WRONG);
  }

  @Test
  void doesNotThrowWithoutAProblem() {
    Problems problems = new Problems();
    problems.throwIfAny("x");
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void throwsAllProblemsTogether() {
    Problems problems = new Problems();
    problems.add(WRONG);
    problems.add(MISUSED);
    assertThatThrownBy(() -> problems.throwIfAny("x"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.problems()).containsExactly(WRONG, MISUSED));
  }

  @Test
  void exitCodesAreThoseOfSysexitsAndShells() {
    assertThat(Stream.of(ExitCode.values()).map(ExitCode::number))
        .containsExactly(0, 1, 64, 65, 69, 70, 73, 74, 75, 77, 78, 126, 127);
  }

  @Test
  void addsTheSignalTo128LikeShells() {
    assertThat(ExitCode.ofSignal(15)).isEqualTo(143);
  }
}
