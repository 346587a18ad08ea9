// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectory.State;

/** Tests the detection of a data directory's state. */
final class DataDirectoryTest {
  private static final List<String> TABLES =
      List.of(
          "columns_priv",
          "db",
          "help_topic",
          "plugin",
          "proc",
          "procs_priv",
          "tables_priv",
          "time_zone_name");

  @TempDir Path volume;

  private Path path() {
    return volume.resolve("mysql");
  }

  private State state() throws IOException {
    return new DataDirectory(path()).state();
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Path file = path().resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private void putSystemSchema(String accounts) throws IOException {
    for (String table : TABLES) {
      put("mysql/" + table + ".frm");
    }
    put("mysql/" + accounts + ".frm");
  }

  private String refusal() throws IOException {
    DataDirectory directory = new DataDirectory(path());
    return DataDirectoryRefusal.of(directory.state(), directory)
        .map(Failure::getMessage)
        .orElse("none");
  }

  @Test
  void treatsAMissingDirectoryAsEmpty() throws IOException {
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost+found/x", ".snapshot/x", ".nfs0000000012", ".entrypoint.lock"})
  void ignoresFilesOfTheFileSystemAndOurOwn(String name) throws IOException {
    put(name);
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @Test
  void ignoresOurFilesAboutADeletedDatabase() throws IOException {
    put(".last-server", ".last-server.1f.new", ".version-before-upgrade", ".administrator.cnf");
    assertThat(state()).isEqualTo(State.EMPTY);
    new DataDirectory(path()).deleteFilesOfFormerDatabase();
    assertThat(path()).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"global_priv", "user"})
  void isCompleteWithTheSystemSchemaAlone(String accounts) throws IOException {
    putSystemSchema(accounts);
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns_priv",
        "db",
        "help_topic",
        "plugin",
        "proc",
        "procs_priv",
        "tables_priv",
        "time_zone_name",
        "global_priv"
      })
  void isIncompleteIfATableIsMissing(String table) throws IOException {
    putSystemSchema("global_priv");
    Files.delete(path().resolve("mysql/" + table + ".frm"));
    assertThat(state()).isEqualTo(State.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ibtmp1", "ddl_recovery.log"})
  void isIncompleteAfterAKilledInstallation(String left) throws IOException {
    putSystemSchema("global_priv");
    put("ibdata1", left);
    assertThat(state()).isEqualTo(State.INCOMPLETE);
    assertThat(refusal())
        .isEqualTo(
            """
            error: %1$s contains an incomplete database: %2$s
            fix: let the copy or restore finish, then start again; if another program was interrupted \
            while it created a new database, empty the directory\
            """
                .formatted(
                    path(),
                    left.equals("ibtmp1") ? "ibdata1, ibtmp1, mysql" : left + ", ibdata1, mysql"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql_upgrade_info", "mariadb_upgrade_info", "multi-master.info", ".last-server"})
  void isCompleteAfterAServerWasKilledLater(String evidence) throws IOException {
    putSystemSchema("global_priv");
    put("ibtmp1", "ddl_recovery.log", evidence);
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ibdata1", "ib_logfile0", "aria_log_control", "mysql/global_priv.frm"})
  void isIncompleteWithPartsOfADatabase(String name) throws IOException {
    put(name);
    assertThat(state()).isEqualTo(State.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", ".hidden", "backup/ibdata1"})
  void treatsOtherFilesAsUnexpected(String name) throws IOException {
    put(name);
    assertThat(state()).isEqualTo(State.UNEXPECTED);
  }

  @Test
  void listsAFewUnexpectedFiles() throws IOException {
    put("d", "b", "a", "c");
    assertThat(refusal())
        .isEqualTo(
            "error: %s contains unexpected files: a, b, c, …%nfix: mount another volume, or move these files away"
                .formatted(path()));
  }

  @Test
  void refusesDataOfMysql8() throws IOException {
    put("mysql.ibd", "ibdata1", "mysql/general_log.CSV");
    assertThat(state()).isEqualTo(State.MYSQL);
    assertThat(refusal()).contains("a database of MySQL 8, which MariaDB cannot read");
  }

  @Test
  void refusesAnInterruptedInitializationOfTheOperator() throws IOException {
    putSystemSchema("global_priv");
    Files.writeString(volume.resolve("INIT_IN_PROGRESS.state"), "");
    assertThat(state()).isEqualTo(State.OPERATOR_INTERRUPTED);
    Files.delete(volume.resolve("INIT_IN_PROGRESS.state"));
    assertThat(state()).isEqualTo(State.COMPLETE);
    put("INIT_IN_PROGRESS.state");
    assertThat(state()).isEqualTo(State.OPERATOR_INTERRUPTED);
  }

  @Test
  void acceptsASymbolicLinkToADirectory() throws IOException {
    Path elsewhere = Files.createDirectories(volume.resolve("elsewhere"));
    Files.createSymbolicLink(path(), elsewhere);
    assertThat(state()).isEqualTo(State.EMPTY);
    putSystemSchema("global_priv");
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void reportsADanglingLinkWithItsTarget() throws IOException {
    Files.createSymbolicLink(path(), volume.resolve("nowhere"));
    assertThatThrownBy(() -> DataDirectoryAccess.check(path()))
        .hasMessage(
            "error: %1$s is a symbolic link to %2$s, which does not exist in this container%n"
                    .formatted(path(), volume.resolve("nowhere"))
                + "fix: mount the volume that contains %s, or create that directory"
                    .formatted(volume.resolve("nowhere")));
  }

  @Test
  void reportsAFileInsteadOfADirectory() throws IOException {
    Files.writeString(path(), "");
    assertThatThrownBy(() -> DataDirectoryAccess.check(path()))
        .hasMessageStartingWith("error: " + path() + " is not a directory");
  }
}
