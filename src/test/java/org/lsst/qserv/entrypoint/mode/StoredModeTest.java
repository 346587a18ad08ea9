// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the file in which {@code mode set} stores a mode. */
final class StoredModeTest {
  @TempDir Path directory;

  @Test
  void theFileIsOneLineForPeople() throws IOException {
    Path file = directory.resolve("mode");
    new StoredMode(Mode.MAINTENANCE, Mode.FULL).write(file);
    assertThat(file).hasContent("maintenance overrides full\n");
  }

  @ParameterizedTest
  @CsvSource({"FULL, FULL", "FULL, MAINTENANCE", "MAINTENANCE, FULL", "MAINTENANCE, MAINTENANCE"})
  void aModeIsReadAsItWasStored(Mode mode, Mode overridden) {
    Path file = directory.resolve("mode");
    new StoredMode(mode, overridden).write(file);
    assertThat(StoredMode.read(file)).contains(new StoredMode(mode, overridden));
  }

  @Test
  void aNewModeReplacesTheOldOneAndLeavesNoOtherFile() throws IOException {
    Path file = directory.resolve("data/state/mode");
    new StoredMode(Mode.MAINTENANCE, Mode.FULL).write(file);
    new StoredMode(Mode.FULL, Mode.FULL).write(file);
    assertThat(StoredMode.read(file)).contains(new StoredMode(Mode.FULL, Mode.FULL));
    try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
      assertThat(files.map(Path::getFileName)).containsExactly(file.getFileName());
    }
  }

  @Test
  void aMissingFileIsNoStoredMode() {
    assertThat(StoredMode.read(directory.resolve("missing"))).isEmpty();
  }

  @Test
  void aDirectoryIsNoStoredMode() {
    assertThat(StoredMode.read(directory)).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsAnErrorThatNamesTheObstacle() throws IOException {
    Path obstacle = Files.writeString(directory.resolve("file"), "");
    Path file = obstacle.resolve("mode");
    assertThatThrownBy(() -> new StoredMode(Mode.FULL, Mode.FULL).write(file))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CANNOT_CREATE))
        .hasMessage(
            "error: cannot write "
                + file
                + ": "
                + obstacle
                + " is not a directory"
                + "\nfix: move "
                + obstacle
                + " away, or choose another path");
  }
}
