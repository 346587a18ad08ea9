// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectory.State;

/** Tests initializations that were killed at any step, and changes in between. */
final class StagingDirectoryTest {
  private static final List<String> ENTRIES =
      List.of(".administrator.cnf", "aria_log_control", "ibdata1", "mysql", "sys");

  @TempDir Path volume;

  @BeforeEach
  void createStagingDirectory() throws IOException {
    Files.createDirectories(path());
    staging().create();
    for (String name : List.of("ibdata1", "aria_log_control", ".administrator.cnf")) {
      Files.writeString(staging().data().resolve(name), name);
    }
    Files.createDirectories(staging().data().resolve("sys"));
    Files.createDirectories(staging().data().resolve("mysql"));
    for (String table :
        List.of(
            "columns_priv",
            "db",
            "help_topic",
            "plugin",
            "proc",
            "procs_priv",
            "tables_priv",
            "time_zone_name",
            "global_priv")) {
      Files.writeString(staging().data().resolve("mysql/" + table + ".frm"), "");
    }
  }

  private Path path() {
    return volume.resolve("mysql");
  }

  private StagingDirectory staging() {
    return new StagingDirectory(path());
  }

  private State state() throws IOException {
    return new DataDirectory(path()).state();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Simulates an initialization that is killed after some moves. */
  private void move(int count) throws IOException {
    List<String> order = Files.readAllLines(path().resolve(StagingDirectory.NAME + "/entries"));
    for (String line : order.subList(0, count)) {
      String name = StagedEntry.parse(line).name();
      Files.move(staging().data().resolve(name), path().resolve(name));
    }
  }

  @Test
  void startsOverBeforeItHasFinished() throws IOException {
    assertThat(state()).isEqualTo(State.INITIALIZATION_INTERRUPTED);
    staging().create();
    assertThat(names(staging().data())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void resumesAfterAKillBetweenTwoMoves(int moved) throws IOException {
    staging().finish();
    move(moved);
    assertThat(state()).isEqualTo(State.STAGED);
    staging().moveIntoPlace();
    assertThat(names(path())).isEqualTo(ENTRIES);
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void isCompleteAfterAKillAfterTheLastMove() throws IOException {
    staging().finish();
    move(ENTRIES.size());
    assertThat(state()).isEqualTo(State.COMPLETE);
    staging().delete();
    assertThat(names(path())).isEqualTo(ENTRIES);
  }

  @Test
  void movesTheSystemSchemaLast() throws IOException {
    staging().finish();
    move(ENTRIES.size() - 1);
    assertThat(names(staging().data())).containsExactly("mysql");
  }

  @Test
  void distinguishesAFileOfABackup() throws IOException {
    staging().finish();
    move(ENTRIES.size() - 1);
    Files.setLastModifiedTime(
        path().resolve("ibdata1"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(state()).isEqualTo(State.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ibdata1", "notes.txt"})
  void keepsFilesThatWereAddedBeforeTheMoves(String name) throws IOException {
    Files.writeString(path().resolve(name), "precious");
    staging().finish();
    assertThat(state()).isIn(State.INCOMPLETE, State.UNEXPECTED);
  }

  @Test
  void isCompleteAfterABackupWasRestored() throws IOException {
    staging().finish();
    move(2);
    for (String name : names(path())) {
      if (!name.startsWith(".")) {
        Files.delete(path().resolve(name)); // rm -rf *
      }
    }
    Path backup = volume.resolve("backup");
    new StagingDirectory(Files.createDirectories(backup)).create();
    Files.move(staging().data().resolve("mysql"), path().resolve("mysql"));
    Files.writeString(path().resolve("ibdata1"), "of the backup");
    assertThat(state()).isEqualTo(State.COMPLETE);
    staging().delete();
    assertThat(path().resolve("ibdata1")).hasContent("of the backup");
  }

  @Test
  void startsOverIfEverythingWasDeleted() throws IOException {
    staging().finish();
    move(3);
    for (String name : names(path())) {
      if (!name.startsWith(".")) {
        Files.deleteIfExists(path().resolve(name));
      }
    }
    assertThat(state()).isEqualTo(State.INITIALIZATION_INTERRUPTED);
  }

  @Test
  void doesNotFollowLinksWhenItStartsOver() throws IOException {
    Path precious = Files.createDirectories(volume.resolve("precious"));
    Files.writeString(precious.resolve("data"), "");
    Files.createSymbolicLink(staging().data().resolve("link"), precious);
    staging().create();
    assertThat(names(precious)).containsExactly("data");
  }
}
