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
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** Tests which servers may be started on which files; the server only prints its version. */
final class ServerVersionCheckTest {
  @TempDir Path volume;

  private Path data;

  @BeforeEach
  void createACleanDirectory() throws IOException {
    data = Files.createDirectories(volume.resolve("mysql"));
    Files.writeString(data.resolve("ib_logfile0"), "of an older format");
    server("10.11.18");
  }

  /** Creates a server program of that version that counts its executions. */
  private void server(String version) throws IOException {
    Path program = volume.resolve("mariadbd");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo executed >>%s/executed
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
    new ServerVersionCheck(
            data,
            "mariadbd",
            tool,
            maintenance ? UpgradeRule.MANUAL : UpgradeRule.REFUSED,
            allowUnclean)
        .run();
  }

  private static void assertRefused(ThrowingCallable check, String message) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit().number()).isEqualTo(78))
        .hasMessage(message);
  }

  private String lastServer() throws IOException {
    return Files.readAllLines(data.resolve(".last-server")).getFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void acceptsTheSameSeriesInEveryMode(boolean maintenance) throws Exception {
    recorded("10.11.3");
    check(maintenance);
    assertThat(lastServer()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void refusesALaterSeriesInModeFull() throws IOException {
    recorded("10.6.22");
    assertRefused(
        () -> check(false),
        "error: "
            + data
            + " must be upgraded from MariaDB 10.6.22 to 10.11.18 first\n"
            + "fix: start it with mode=maintenance, and run 'entrypoint database upgrade' in the"
            + " same container, or set database.auto-upgrade=maintenance");
    assertThat(data.resolve(".last-server")).doesNotExist();
  }

  @Test
  void acceptsALaterSeriesInMaintenance() throws Exception {
    recorded("10.6.22");
    check(true);
    assertThat(lastServer()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void refusesModeFullUntilTheUpgrade() throws Exception {
    recorded("10.6.22");
    check(true);
    assertThatThrownBy(() -> check(false)).hasMessageContaining(" must be upgraded from MariaDB ");
    recorded("10.11.18");
    check(false);
  }

  @ParameterizedTest
  @CsvSource({"mysql_upgrade_info", "mariadb_upgrade_info"})
  void refusesAnOlderServerInEveryMode(String file) throws IOException {
    Files.writeString(data.resolve(file), "11.4.2-MariaDB");
    for (boolean maintenance : new boolean[] {false, true}) {
      assertRefused(
          () -> check(maintenance),
          "error: "
              + data
              + " was last used by MariaDB 11.4.2, and downgrades to 10.11.18 are not supported;"
              + " nothing was changed\n"
              + "fix: use an image with MariaDB 11.4 or later, or restore a backup made before"
              + " its upgrade");
    }
  }

  @Test
  void refusesAnOlderServerAfterANewerOneStartedWithoutUpgrade() throws Exception {
    recorded("10.11.18");
    server("11.4.2");
    check(true);
    server("10.11.18");
    assertThatThrownBy(() -> check(true)).hasMessageContaining("was last used by MariaDB 11.4.2");
  }

  @Test
  void refusesModeFullAfterAKilledUpgradeHasTruncatedTheRecordedVersion() throws IOException {
    recorded("10.6.22");
    RecordedVersion.keep(data);
    Files.writeString(data.resolve("mysql_upgrade_info"), "");
    assertThatThrownBy(() -> check(false))
        .hasMessageContaining("must be upgraded from MariaDB 10.6.22 to 10.11.18 first");
  }

  @Test
  void usesTheLaterVersionOfTwoFiles() throws Exception {
    recorded("10.6.22");
    Files.writeString(data.resolve("mariadb_upgrade_info"), "10.11.18-MariaDB");
    check(false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesALaterSeriesAfterAnUncleanShutdown(boolean maintenance) throws IOException {
    recorded("10.6.22");
    Files.writeString(data.resolve("mysql.pid"), "7");
    assertRefused(
        () -> check(maintenance),
        "error: "
            + data
            + " was not shut down cleanly by MariaDB 10.6.22 (mysql.pid still exists), which an"
            + " upgrade to 10.11.18 requires; nothing was changed\n"
            + "fix: start the old image with MariaDB 10.6 once, wait until it is ready, and stop"
            + " it");
  }

  @Test
  void treatsAMissingInnodbLogAsUnclean() throws IOException {
    recorded("10.6.22");
    Files.delete(data.resolve("ib_logfile0"));
    assertThatThrownBy(() -> check(true)).hasMessageContaining("(ib_logfile0 is missing)");
  }

  @Test
  void acceptsTheSameSeriesAfterAnUncleanShutdown() throws Exception {
    recorded("10.11.18");
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(false);
  }

  @Test
  void acceptsAServerThatWasKilledBeforeTheUpgrade() throws Exception {
    recorded("10.6.22");
    check(true);
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(true);
  }

  @Test
  void acceptsAnUncleanShutdownIfAllowed() throws Exception {
    recorded("10.6.22");
    Files.writeString(data.resolve("mysql.pid"), "7");
    check(true, true);
    assertThat(lastServer()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void acceptsFilesOfAnUnknownVersion(boolean maintenance) throws Exception {
    check(maintenance);
    assertThat(lastServer()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void executesTheProgramAgainOnlyAfterItChanged() throws Exception {
    recorded("10.11.18");
    check(false);
    check(false);
    assertThat(volume.resolve("executed")).hasContent("executed");
    server("10.11.19");
    check(false);
    assertThat(volume.resolve("executed")).hasContent("executed\nexecuted");
    assertThat(lastServer()).isEqualTo("10.11.19-MariaDB-0+deb12u1");
  }

  @Test
  void ignoresAMalformedFile() throws Exception {
    recorded("10.11.18");
    Files.writeString(data.resolve(".last-server"), "?");
    check(false);
    assertThat(lastServer()).isEqualTo("10.11.18-MariaDB-0+deb12u1");
  }

  @Test
  void refusesAProgramThatPrintsNoVersion() throws IOException {
    Files.writeString(volume.resolve("mariadbd"), "#!/bin/sh\necho hello\n");
    assertRefused(
        () -> check(false),
        "error: 'mariadbd --version' did not print a version: hello\n"
            + "fix: use an image whose mariadbd is MariaDB's server");
  }
}
