// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TextFile;

/**
 * The mode that holds, and who says so.
 *
 * @param file the mode file that says so; empty if it is the setting
 */
public record EffectiveMode(Mode mode, Optional<Path> file) {

  /** Who says so, for people. */
  public String source() {
    return file.map(path -> "the file " + path).orElse("the setting mode");
  }

  /**
   * Finds the mode: a mode file is stronger than the setting.
   *
   * @throws Failure if the mode file cannot be read or names no mode that it may
   */
  public static EffectiveMode read(Optional<Path> modeFile, String setting) {
    return modeFile.map(EffectiveMode::fromFile).orElseGet(() -> fromSetting(setting));
  }

  private static EffectiveMode fromSetting(String setting) {
    return new EffectiveMode(Mode.of(setting), Optional.empty());
  }

  private static EffectiveMode fromFile(Path file) {
    try {
      String text = TextFile.read(file).strip();
      Mode mode = Mode.of(text);
      if (mode != Mode.INSTALL) {
        return new EffectiveMode(mode, Optional.of(file));
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "mode-file: " + file + " cannot be read (" + e.getClass().getSimpleName() + ")",
          "mount it, or unset mode-file");
    } catch (IllegalArgumentException e) {
      throw notAMode(file);
    }
    throw notAMode(file);
  }

  private static Failure notAMode(Path file) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "mode-file: " + file + " says neither full nor maintenance",
        "write one of these words in it");
  }
}
