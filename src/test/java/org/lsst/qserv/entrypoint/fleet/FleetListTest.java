// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Who is in a fleet, and what is wrong with a list. */
final class FleetListTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("fleet"), text);
  }

  private static List<FleetMember> read(Object list) {
    return FleetList.read(list.toString(), Optional.of(new Secret("of-the-settings")));
  }

  @Test
  void aFileHasUrlsAndPatternsAndComments() throws IOException {
    Path file =
        file(
            """
            # the first rack

            mysql://root@a:3307
              mysql://boss:own@b-{0..1}/qservw_worker
            """);

    assertThat(TestFleet.names(read(file))).containsExactly("a:3307", "b-0:3306", "b-1:3306");
  }

  @Test
  void aUrlWithoutAPasswordTakesThatOfTheSettings() throws IOException {
    assertThat(read(file("mysql://root@a\nmysql://root:own@b\n")))
        .extracting(member -> member.url().password().map(Secret::reveal).orElse(""))
        .containsExactly("of-the-settings", "own");
  }

  @Test
  void everyMistakeIsNamedWithItsLineAndNoPassword() throws IOException {
    Path file =
        file(
            """
            mysql://root:geheim@a:x
            postgres://root:geheim@a
            mysql://root:geheim@w{3..1}
            mysql://root:geheim@w{0..3}
            # fine so far
            mysql://other:geheim@w2
            mysql://root:geheim@v{1,1}
            """);

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            """
            error: 5 problems in the fleet
              FILE: 1: the URL port is not a number
                fix: write mysql://user@host:3306, numbers as {0..70}
              FILE: 2: the URL does not start with mysql://
                fix: write mysql://user@host:3306, numbers as {0..70}
              FILE: 3: the URL {3..1} goes downwards
                fix: write mysql://user@host:3306, numbers as {0..70}
              FILE: 6: names w2:3306 once more, after FILE: 4
                fix: name each database once
              FILE: 7: names v1:3306 twice
                fix: name each database once\
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void aPatternThatIsWrongIsWrongUse() {
    assertThatThrownBy(() -> read("mysql://w{0..2}"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "error: --fleet: the URL contains no user\n"
                + "fix: write mysql://user@host:3306, numbers as {0..70}");
  }

  @Test
  void anEmptyListIsAMistake() throws IOException {
    Path file = file("# nobody\n");

    assertThatThrownBy(() -> read(file))
        .hasMessage("error: " + file + " names no database\nfix: write a URL a line");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> read("no-such-file"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.IO))
        .hasMessage(
            "error: --fleet: the file 'no-such-file' cannot be read\n"
                + "fix: give a file, or a pattern that begins with mysql://");
  }
}
