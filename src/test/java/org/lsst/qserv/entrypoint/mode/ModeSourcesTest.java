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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.EffectiveMode.Origin;

/** Tests which of several sources determines the mode. */
final class ModeSourcesTest {
  @TempDir Path directory;

  private Path modeFile(String content) throws IOException {
    return Files.writeString(directory.resolve("mode"), content);
  }

  private Path storedFile() {
    return directory.resolve("stored");
  }

  private void store(String content) throws IOException {
    Files.writeString(storedFile(), content);
  }

  private EffectiveMode withFile(Path file, Mode setting) {
    return new ModeSources(Optional.of(file), storedFile(), setting).effective();
  }

  private EffectiveMode withoutFile(Mode setting) {
    return new ModeSources(Optional.empty(), storedFile(), setting).effective();
  }

  @ParameterizedTest
  @EnumSource
  void theSettingDeterminesTheModeIfThereIsNoOtherSource(Mode setting) {
    EffectiveMode mode = withoutFile(setting);
    assertThat(mode.mode()).isEqualTo(setting);
    assertThat(mode.origin()).isEqualTo(Origin.SETTING);
    assertThat(mode.describeOrigin()).isEqualTo("the 'mode' setting");
  }

  @Test
  void aStoredModeTakesPrecedenceOverTheSetting() throws IOException {
    store("maintenance overrides full\n");
    EffectiveMode mode = withoutFile(Mode.FULL);
    assertThat(mode).isEqualTo(new EffectiveMode(Mode.MAINTENANCE, Origin.STORED, storedFile()));
    assertThat(mode.describeOrigin()).isEqualTo("'mode set', stored in " + storedFile());
  }

  @Test
  void aModeFileTakesPrecedenceOverAStoredMode() throws IOException {
    store("maintenance overrides full\n");
    Path file = modeFile("full\n");
    EffectiveMode mode = withFile(file, Mode.FULL);
    assertThat(mode).isEqualTo(new EffectiveMode(Mode.FULL, Origin.FILE, file));
    assertThat(mode.describeOrigin()).isEqualTo("the file " + file);
  }

  @Test
  void theSettingInstallTakesPrecedenceOverEverythingElse() throws IOException {
    store("maintenance overrides install\n");
    EffectiveMode mode = withFile(modeFile("full\n"), Mode.INSTALL);
    assertThat(mode.mode()).isEqualTo(Mode.INSTALL);
    assertThat(mode.origin()).isEqualTo(Origin.SETTING);
  }

  @Test
  void theSettingInstallDoesNotReadTheModeFile() {
    assertThat(withFile(directory.resolve("missing"), Mode.INSTALL).mode()).isEqualTo(Mode.INSTALL);
  }

  @Test
  void aStoredModeEndsWhenTheSettingThatItOverridesChanges() throws IOException {
    store("full overrides full\n");
    assertThat(withoutFile(Mode.MAINTENANCE).origin()).isEqualTo(Origin.SETTING);
    assertThat(withoutFile(Mode.MAINTENANCE).mode()).isEqualTo(Mode.MAINTENANCE);
  }

  @Test
  void aDamagedStoredModeIsAnErrorBecauseItMayHaveBeenMaintenance() throws IOException {
    store("maint");
    assertThatThrownBy(() -> withoutFile(Mode.FULL))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageStartingWith("error: paths.mode: the stored mode in " + storedFile());
  }

  @Test
  void aDamagedStoredModeDoesNotMatterIfSomethingElseDeterminesTheMode() throws IOException {
    store("maint");
    assertThat(withFile(modeFile("maintenance"), Mode.FULL).mode()).isEqualTo(Mode.MAINTENANCE);
    assertThat(withoutFile(Mode.INSTALL).mode()).isEqualTo(Mode.INSTALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maintenance",
        "maintenance\n",
        "maintenance\r\n",
        " maintenance \n\n",
        "\uFEFFmaintenance\n",
        "MAINTENANCE",
        "db-only",
        "\uFEFF db-only\n"
      })
  void aModeFileMayHaveAByteOrderMarkAndWhitespace(String content) throws IOException {
    assertThat(withFile(modeFile(content), Mode.FULL).mode()).isEqualTo(Mode.MAINTENANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "half", "install", "full maintenance", "full\nmaintenance"})
  void aModeFileContainsFullOrMaintenanceAndNothingElse(String content) throws IOException {
    Path file = modeFile(content);
    assertThatThrownBy(() -> withFile(file, Mode.FULL))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: mode-file: "
                + file
                + " contains neither full nor maintenance"
                + "\nfix: write full or maintenance to the file");
  }

  @Test
  void aMissingModeFileIsAnError() {
    Path file = directory.resolve("missing");
    assertThatThrownBy(() -> withFile(file, Mode.FULL))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: mode-file: "
                + file
                + " cannot be read (no such file)"
                + "\nfix: mount it, or unset mode-file");
  }

  @Test
  void aBinaryModeFileIsAnError() throws IOException {
    Path file = Files.write(directory.resolve("mode"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> withFile(file, Mode.FULL))
        .hasMessage(
            "error: mode-file: "
                + file
                + " cannot be read (it is not a UTF-8 text file)"
                + "\nfix: mount it, or unset mode-file");
  }

  @Test
  void twoModesDifferOnlyIfAnotherModeApplies() {
    EffectiveMode full = new EffectiveMode(Mode.FULL, Origin.SETTING, storedFile());
    assertThat(full.differsFrom(new EffectiveMode(Mode.FULL, Origin.FILE, directory))).isFalse();
    assertThat(full.differsFrom(new EffectiveMode(Mode.MAINTENANCE, Origin.SETTING, storedFile())))
        .isTrue();
  }

  @Test
  void warnsAboutAModeFileThatIsMountedWithoutItsDirectory() {
    Host host =
        new TestHost(directory)
            .file(
                "proc/self/mountinfo",
                """
                22 1 0:21 / / rw,relatime - overlay overlay rw
                30 22 8:1 /modes/mode /etc/qserv/mode ro,relatime - ext4 /dev/sda1 rw
                """)
            .host();
    assertThat(sources("/etc/qserv/mode").warning(host).map(Problem::what))
        .contains("mode-file: /etc/qserv/mode is mounted as a single file, so it never changes");
    assertThat(sources("/etc/qserv/other").warning(host)).isEmpty();
    assertThat(new ModeSources(Optional.empty(), storedFile(), Mode.FULL).warning(host)).isEmpty();
  }

  private ModeSources sources(String modeFile) {
    return new ModeSources(Optional.of(Path.of(modeFile)), storedFile(), Mode.FULL);
  }
}
