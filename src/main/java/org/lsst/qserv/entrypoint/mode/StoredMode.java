// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.io.ReadProblem;

/**
 * A mode that {@code mode set} stored on the data volume, as the line {@code maintenance overrides
 * full}. It survives restarts, and ends when the setting that it overrides changes.
 *
 * @param overridden the setting {@code mode} at the time of {@code mode set}
 */
public record StoredMode(Mode mode, Mode overridden) {
  private static final String OVERRIDES = " overrides ";
  private static final String FIX =
      "store the mode again with 'entrypoint mode set MODE' on that volume, or remove the file if"
          + " the setting mode is right";

  /**
   * Returns the stored mode; empty if there is none. A file that cannot be understood may have been
   * {@code maintenance}, so it is not ignored: the services would start during maintenance.
   *
   * @throws Failure with exit code 78 if the file cannot be read, or contains no stored mode
   */
  static Optional<StoredMode> read(Path file) {
    try {
      return Optional.of(parse(TextFile.read(file).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      String reason = ReadProblem.of(file, e).reason();
      throw unusable(file, "cannot be read (" + reason + ")").causedBy(e);
    } catch (IllegalArgumentException e) {
      throw unusable(file, "is damaged, or was written by a newer release").causedBy(e);
    }
  }

  private static Failure unusable(Path file, String problem) {
    return new Failure(
        ExitCode.CONFIGURATION, "paths.mode: the stored mode in " + file + " " + problem, FIX);
  }

  private static StoredMode parse(String text) {
    int at = text.indexOf(OVERRIDES);
    if (at < 0) {
      throw new IllegalArgumentException("not of the form 'MODE" + OVERRIDES + "MODE'");
    }
    Mode mode = Mode.of(text.substring(0, at));
    if (mode == Mode.INSTALL) {
      throw new IllegalArgumentException("mode install cannot be stored");
    }
    return new StoredMode(mode, Mode.of(text.substring(at + OVERRIDES.length())));
  }

  /**
   * Stores this mode durably.
   *
   * @throws Failure with exit code 73 if the file cannot be written
   */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.write(file, mode + OVERRIDES + overridden + "\n", "rw-rw-r--");
    } catch (IOException e) {
      throw PathProblem.cannotWrite(file, e);
    }
  }
}
