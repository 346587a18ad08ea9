package org.lsst.qserv.entrypoint.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.database.DataDirectory.State;

/** Kills in the moments that are easy to forget. */
final class DataDirectoryEdgesTest {
  @TempDir Path volume;

  @Test
  void aKillWhileTheInnerMarkIsWrittenLeavesItRecognisable() throws IOException {
    Path path = volume.resolve("mysql");
    DataDirectory directory = new DataDirectory(path);
    directory.beginPreparing();
    Files.writeString(path.resolve(".preparing"), ""); // created, and nothing written yet
    assertThat(directory.state()).isIn(State.EMPTY, State.OURS_HALF_PREPARED);
  }

  @Test
  void whatTheFileSystemKeepsInLostAndFoundIsNotCleared() throws IOException {
    Path path = volume.resolve("mysql");
    DataDirectory directory = new DataDirectory(path);
    directory.beginPreparing();
    Path found = Files.createDirectories(path.resolve("lost+found")).resolve("#12345");
    Files.writeString(found, "");
    directory.clear();
    assertThat(found).exists();
  }
}
