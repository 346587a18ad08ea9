// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
  void aMissingFileIsNotAStoredMode() {
    assertThat(StoredMode.read(directory.resolve("missing"))).isEmpty();
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> StoredMode.read(file))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: paths.mode: the stored mode in "
                + file
                + " "
                + problem
                + "\nfix: store the mode again with 'entrypoint mode set MODE' on that volume, or"
                + " remove the file if the setting mode is right");
  }

  private static Stream<byte[]> damagedContents() {
    return Stream.of(
            "",
            "\n",
            "\0\0\0\0",
            "maint",
            "maintenance",
            "maintenance overrides",
            "maintenance overrides half",
            "half overrides full",
            "install overrides full",
            "maintenance overrides full since 2027", // a newer format
            "{\"mode\": \"maintenance\"}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("damagedContents")
  void aDamagedFileIsRefusedUntilAModeIsStoredAgain(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("mode"), content);
    assertRefused(file, "is damaged, or was written by a newer release");
    new StoredMode(Mode.MAINTENANCE, Mode.FULL).write(file);
    assertThat(StoredMode.read(file)).contains(new StoredMode(Mode.MAINTENANCE, Mode.FULL));
  }

  @Test
  void aBinaryFileIsRefused() throws IOException {
    Path file = Files.write(directory.resolve("mode"), new byte[] {(byte) 0xff, 0, 1});
    assertRefused(file, "cannot be read (it is not a UTF-8 text file)");
  }

  @Test
  void aDirectoryIsRefused() {
    assertRefused(directory, "cannot be read (it is a directory)");
  }

  @Test
  void theErrorOfAnUnwritableFileReportsTheObstacle() throws IOException {
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
