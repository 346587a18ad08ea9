// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** Which server may be started on which files. The server here only says its version. */
final class ServerVersionCheckTest {
  @TempDir Path volume;

  private Path data;

  @BeforeEach
  void aDirectoryThatWasLeftCleanly() throws IOException {
    data = Files.createDirectories(volume.resolve("mysql"));
    Files.writeString(data.resolve("ib_logfile0"), "of an older format");
    server("10.11.18");
  }

  /** Puts a server of that version in the image; it counts how often it is asked. */
  private void server(String version) throws IOException {
    Path program = volume.resolve("mariadbd");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo asked >>%s/asked
        echo 'mariadbd  Ver %s-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)'
        """
            .formatted(volume, version));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void recorded(String version) throws IOException {
    Files.writeString(data.resolve("mysql_upgrade_info"), version + "-MariaDB");
  }

  private void check(boolean maintenance) throws IOException, InterruptedException {
    check(maintenance, false);
  }

  private void check(boolean maintenance, boolean allowUnclean)
      throws IOException, InterruptedException {
    CommandRunner tool =
        new CommandRunner("worker database", Optional.of(volume + ":" + System.getenv("PATH")));
    new ServerVersionCheck(data, "mariadbd", tool, maintenance, allowUnclean).run();
  }

  private static void assertRefused(ThrowingCallable check, String message) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit().number()).isEqualTo(78))
        .hasMessage(message);
  }

  private String note() throws IOException {
    return Files.readAllLines(data.resolve(".last-server")).getFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameSeriesStartsInEveryMode(boolean maintenance) throws Exception {
    recorded("10.11.3");
    check(maintenance);
    assertThat(note()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void anotherSeriesDoesNotStartInModeFull() throws IOException {
    recorded("10.6.22");
    assertRefused(
        () -> check(false),
        "error: "
            + data
            + " is for MariaDB 10.6.22, and this is 10.11.18: it has to be upgraded first\n"
            + "fix: start it with mode=maintenance, and run 'entrypoint database upgrade' beside"
            + " it");
    assertThat(data.resolve(".last-server")).doesNotExist();
  }

  @Test
  void anotherSeriesStartsInMaintenance() throws Exception {
    recorded("10.6.22");
    check(true);
    assertThat(note()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void untilItIsUpgradedModeFullStaysRefused() throws Exception {
    recorded("10.6.22");
    check(true);
    assertThatThrownBy(() -> check(false)).hasMessageContaining("it has to be upgraded first");
    recorded("10.11.18");
    check(false);
  }

  @ParameterizedTest
  @CsvSource({"mysql_upgrade_info", "mariadb_upgrade_info"})
  void anOlderServerIsRefusedInEveryMode(String file) throws IOException {
    Files.writeString(data.resolve(file), "11.4.2-MariaDB");
    for (boolean maintenance : new boolean[] {false, true}) {
      assertRefused(
          () -> check(maintenance),
          "error: "
              + data
              + " was last used by MariaDB 11.4.2, and this is 10.11.18, which cannot read it;"
              + " nothing was touched\n"
              + "fix: use an image with MariaDB 11.4 or later, or restore a backup made before");
    }
  }

  @Test
  void anOlderServerIsRefusedAlsoWhereANewerOneStartedAndNobodyUpgraded() throws Exception {
    recorded("10.11.18");
    server("11.4.2");
    check(true);
    server("10.11.18");
    assertThatThrownBy(() -> check(true)).hasMessageContaining("was last used by MariaDB 11.4.2");
  }

  @Test
  void whereBothFilesLieTheLaterVersionCounts() throws Exception {
    recorded("10.6.22");
    Files.writeString(data.resolve("mariadb_upgrade_info"), "10.11.18-MariaDB");
    check(false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLaterSeriesIsRefusedOnFilesThatWereNotLeftCleanly(boolean maintenance) throws IOException {
    recorded("10.6.22");
    Files.writeString(data.resolve("mysql.pid"), "7");
    assertRefused(
        () -> check(maintenance),
        "error: "
            + data
            + " was not left cleanly by MariaDB 10.6.22 (mysql.pid was left behind), and this is"
            + " 10.11.18; nothing was touched\n"
            + "fix: start the old image with MariaDB 10.6 once, wait until it is ready, and stop"
            + " it");
  }

  @Test
  void aMissingLogOfInnodbIsDoubtEnough() throws IOException {
    recorded("10.6.22");
    Files.delete(data.resolve("ib_logfile0"));
    assertThatThrownBy(() -> check(true)).hasMessageContaining("(ib_logfile0 is missing)");
  }

  @Test
  void itsOwnUncleanFilesAServerMends() throws Exception {
    recorded("10.11.18");
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(false);
  }

  @Test
  void aServerThatWasKilledBeforeTheUpgradeStartsAgain() throws Exception {
    recorded("10.6.22");
    check(true);
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(true);
  }

  @Test
  void whoTakesTheRiskGoesOnWithUncleanFiles() throws Exception {
    recorded("10.6.22");
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(true, true);
    assertThat(note()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void filesOfAnUnknownVersionStart(boolean maintenance) throws Exception {
    check(maintenance);
    assertThat(note()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void theServerIsAskedAgainOnlyWhenItIsAnother() throws Exception {
    recorded("10.11.18");
    check(false);
    check(false);
    assertThat(volume.resolve("asked")).hasContent("asked");
    server("10.11.19");
    check(false);
    assertThat(volume.resolve("asked")).hasContent("asked\nasked");
    assertThat(note()).isEqualTo("10.11.19-MariaDB-0+deb12u1");
  }

  @Test
  void aNoteThatNobodyUnderstandsIsNone() throws Exception {
    recorded("10.11.18");
    Files.writeString(data.resolve(".last-server"), "?");
    check(false);
    assertThat(note()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void aProgramThatSaysNoVersionIsRefused() throws IOException {
    Files.writeString(volume.resolve("mariadbd"), "#!/bin/sh\necho hello\n");
    assertRefused(
        () -> check(false),
        "error: 'mariadbd --version' says no version: hello\n"
            + "fix: use an image whose mariadbd is MariaDB's server");
  }
}
