// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the effective mode and its source. */
final class EffectiveModeTest {
  @TempDir Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("mode"), content);
  }

  @ParameterizedTest
  @CsvSource({"full, FULL", "maintenance, MAINTENANCE", "db-only, MAINTENANCE", "install, INSTALL"})
  void readsTheModeFromTheSetting(String value, Mode mode) {
    EffectiveMode effective = EffectiveMode.read(Optional.empty(), value);
    assertThat(effective.mode()).isEqualTo(mode);
    assertThat(effective.source()).isEqualTo("the setting mode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "maintenance\n", " maintenance \n", "db-only\n"})
  void theFileOverridesTheSetting(String content) throws IOException {
    Path file = file(content);
    EffectiveMode effective = EffectiveMode.read(Optional.of(file), "full");
    assertThat(effective.mode()).isEqualTo(Mode.MAINTENANCE);
    assertThat(effective.source()).isEqualTo("the file " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half", "install", "full maintenance"})
  void refusesAFileWithAnotherContent(String content) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> EffectiveMode.read(Optional.of(file), "full"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: mode-file: "
                + file
                + " contains neither full nor maintenance"
                + "\nfix: write full or maintenance to the file");
  }

  @Test
  void reportsAMissingFile() {
    Path file = directory.resolve("no");
    assertThatThrownBy(() -> EffectiveMode.read(Optional.of(file), "full"))
        .hasMessage(
            "error: mode-file: "
                + file
                + " cannot be read (NoSuchFileException)"
                + "\nfix: mount it, or unset mode-file");
  }
}
