package org.lsst.qserv.entrypoint.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.database.DataDirectory.State;

/** How far a data directory is, at every step of its preparation. */
final class DataDirectoryTest {
  @TempDir Path volume;

  private Path path() {
    return volume.resolve("mysql");
  }

  private DataDirectory directory() {
    return new DataDirectory(path());
  }

  private State state() throws IOException {
    return directory().state();
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Path file = path().resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private void putServer(String accounts) throws IOException {
    put("ibdata1", "aria_log_control", "mysql/db.frm", accounts);
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsEmpty() throws IOException {
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @Test
  void aDirectoryWithoutFilesIsEmpty() throws IOException {
    Files.createDirectories(path());
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @Test
  void aNewFileSystemIsEmpty() throws IOException {
    Files.createDirectories(path().resolve("lost+found"));
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql/global_priv.frm", "mysql/user.frm", "mysql.ibd"})
  void aServersDirectoryIsComplete(String accounts) throws IOException {
    putServer(accounts);
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", "ibdata1", "mysql/global_priv.frm", ".hidden"})
  void whatIsNeitherEmptyNorAServersIsForeign(String name) throws IOException {
    put(name);
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void aServersDirectoryWithoutAccountsIsForeign() throws IOException {
    put("ibdata1", "aria_log_control", "mysql/db.frm");
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void aPreparationThatHasBegunIsOurs() throws IOException {
    directory().beginPreparing();
    assertThat(state()).isEqualTo(State.OURS_HALF_PREPARED);
  }

  @Test
  void aPreparationThatIsFarIsOursUntilItEnds() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    assertThat(state()).isEqualTo(State.OURS_HALF_PREPARED);
  }

  @Test
  void aPreparationThatHasEndedIsComplete() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    directory().endPreparing();
    assertThat(state()).isEqualTo(State.COMPLETE);
    assertThat(names(volume)).containsExactly("mysql");
    assertThat(names(path())).doesNotContain(".preparing");
  }

  @Test
  void aKillBeforeTheInnerMarkLeavesItEmpty() throws IOException {
    directory().beginPreparing();
    Files.delete(path().resolve(".preparing"));
    assertThat(state()).isEqualTo(State.EMPTY);
  }

  @Test
  void aKillBetweenTheRemovalsOfTheMarksLeavesItComplete() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    Files.delete(path().resolve(".preparing"));
    assertThat(state()).isEqualTo(State.COMPLETE);
    directory().removeLeftOverMark();
    assertThat(names(volume)).containsExactly("mysql");
  }

  @Test
  void aDirectoryThatWasSwappedMeanwhileIsForeign() throws IOException {
    directory().beginPreparing();
    Files.delete(path().resolve(".preparing"));
    Files.delete(path());
    put("somebody-elses-data");
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void aServersDirectoryThatWasSwappedInMeanwhileIsComplete() throws IOException {
    directory().beginPreparing();
    Files.delete(path().resolve(".preparing"));
    Files.delete(path());
    putServer("mysql/global_priv.frm");
    assertThat(state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void aMarkOfAnotherPreparationIsForeign() throws IOException {
    directory().beginPreparing();
    Files.writeString(path().resolve(".preparing"), "00000000-0000-0000-0000-000000000000");
    put("data");
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void aMarkWithoutTheOneBesideIsForeign() throws IOException {
    directory().beginPreparing();
    Files.delete(volume.resolve("mysql.preparing"));
    put("data");
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void dataOlderThanTheMarksIsForeign() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    Files.setLastModifiedTime(
        path().resolve("ibdata1"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void dataThatAServerWasStartedOnIsForeignInSpiteOfMarks() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    put(".last-server");
    assertThat(state()).isEqualTo(State.FOREIGN);
  }

  @Test
  void everyPreparationHasAMarkOfItsOwn() throws IOException {
    directory().beginPreparing();
    String first = Files.readString(volume.resolve("mysql.preparing"));
    directory().beginPreparing();
    assertThat(Files.readString(volume.resolve("mysql.preparing"))).isNotEqualTo(first);
  }

  @Test
  void clearingLeavesOnlyTheMarks() throws IOException {
    directory().beginPreparing();
    putServer("mysql/global_priv.frm");
    Files.createDirectories(path().resolve("lost+found"));
    directory().clear();
    assertThat(names(path())).containsExactly(".preparing", "lost+found");
    assertThat(state()).isEqualTo(State.OURS_HALF_PREPARED);
  }

  @Test
  void clearingTwiceIsClearing() throws IOException {
    directory().beginPreparing();
    directory().clear();
    directory().clear();
    assertThat(state()).isEqualTo(State.OURS_HALF_PREPARED);
  }

  @Test
  void clearingDoesNotFollowLinks() throws IOException {
    Path precious = Files.createDirectories(volume.resolve("precious"));
    Files.writeString(precious.resolve("data"), "");
    directory().beginPreparing();
    Files.createSymbolicLink(path().resolve("link"), precious);
    directory().clear();
    assertThat(names(precious)).containsExactly("data");
    assertThat(names(path())).containsExactly(".preparing");
  }
}
