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
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests lists of databases in patterns and files, and the problems in them. */
final class FleetListTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("fleet"), text);
  }

  private static List<FleetMember> read(Object list) {
    return FleetList.read(
        list.toString(),
        new FleetDefaults(Optional.of(new Secret("from-the-settings")), Tls.DISABLED));
  }

  @Test
  void readsUrlsPatternsAndCommentsFromAFile() throws IOException {
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
  void addsThePasswordOfTheSettingsToAUrlWithoutOne() throws IOException {
    assertThat(read(file("mysql://root@a\nmysql://root:own@b\n")))
        .extracting(member -> member.url().password().map(Secret::reveal).orElse(""))
        .containsExactly("from-the-settings", "own");
  }

  @Test
  void reportsEveryProblemWithItsLineAndWithoutAPassword() throws IOException {
    Path file =
        file(
            """
            mysql://root:s3cret@a:x
            postgres://root:s3cret@a
            mysql://root:s3cret@w{3..1}
            mysql://root:s3cret@w{0..3}
            # correct
            mysql://other:s3cret@w2
            mysql://root:s3cret@v{1,1}
            """);

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            """
            error: 5 problems in the fleet
              FILE: 1: the URL port is not a number
                fix: write mysql://user@host:3306, with ranges as {0..70}
              FILE: 2: the URL does not start with mysql://
                fix: write mysql://user@host:3306, with ranges as {0..70}
              FILE: 3: the URL has the descending range {3..1}
                fix: write mysql://user@host:3306, with ranges as {0..70}
              FILE: 6: duplicate database w2:3306 (first in FILE: 4)
                fix: list each database only once
              FILE: 7: duplicate database v1:3306
                fix: list each database only once\
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void reportsAnInvalidPatternAsAUsageError() {
    assertThatThrownBy(() -> read("mysql://w{0..2}"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "error: --fleet: the URL contains no user\n"
                + "fix: write mysql://user@host:3306, with ranges as {0..70}");
  }

  @Test
  void refusesAFileWithoutADatabase() throws IOException {
    Path file = file("# no database\n");

    assertThatThrownBy(() -> read(file))
        .hasMessage("error: " + file + " contains no databases\nfix: write one URL per line");
  }

  @Test
  void reportsAMissingFile() {
    assertThatThrownBy(() -> read("no-such-file"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.IO))
        .hasMessage(
            "error: --fleet: cannot read the file 'no-such-file'\n"
                + "fix: specify a file, or a pattern that begins with mysql://");
  }

  @Test
  void appliesTheTlsSettingsToEachDatabase() {
    Tls tls = new Tls(Tls.Mode.REQUIRE, "", "database.admin-tls");
    assertThat(FleetList.read("mysql://root@w{1..2}", new FleetDefaults(Optional.empty(), tls)))
        .hasSize(2)
        .allSatisfy(member -> assertThat(member.url().tls()).isEqualTo(tls));
  }
}
