// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TextFile;

/**
 * The mode of a role, and where it comes from.
 *
 * @param file the mode file that sets it; empty if the setting {@code mode} does
 */
public record EffectiveMode(Mode mode, Optional<Path> file) {

  /** Returns the origin of the mode, for messages. */
  public String source() {
    return file.map(path -> "the file " + path).orElse("the setting mode");
  }

  /**
   * Determines the mode. A mode file takes precedence over the setting.
   *
   * @throws Failure 78 if the mode file cannot be read or contains neither {@code full} nor {@code
   *     maintenance}
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
              "mount it, or unset mode-file")
          .causedBy(e);
    } catch (IllegalArgumentException e) {
      throw invalidMode(file).causedBy(e);
    }
    throw invalidMode(file);
  }

  private static Failure invalidMode(Path file) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "mode-file: " + file + " contains neither full nor maintenance",
        "write full or maintenance to the file");
  }
}
