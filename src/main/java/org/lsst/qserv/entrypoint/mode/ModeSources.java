// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.ReadProblem;
import org.lsst.qserv.entrypoint.mode.EffectiveMode.Origin;

/**
 * Everything that determines the mode of this container. Launches, commands and probes all resolve
 * the mode here.
 *
 * @param modeFile the mode file; empty if none is configured
 * @param storedFile the file in which {@code mode set} stores a mode; it need not exist
 * @param setting the setting {@code mode}
 */
public record ModeSources(Optional<Path> modeFile, Path storedFile, Mode setting) {

  /**
   * Returns the effective mode. A mode file takes precedence over a stored mode, and that over the
   * setting. The setting {@code install} takes precedence over both, because it is a task to finish
   * and not a state to be in.
   *
   * @throws Failure with exit code 78 if the file that determines it cannot be read or contains no
   *     mode
   */
  public EffectiveMode effective() {
    if (setting == Mode.INSTALL) {
      return ofSetting();
    }
    if (modeFile.isPresent()) {
      return new EffectiveMode(read(modeFile.get()), Origin.FILE, modeFile.get());
    }
    return StoredMode.read(storedFile)
        .filter(stored -> stored.overridden() == setting)
        .map(stored -> new EffectiveMode(stored.mode(), Origin.STORED, storedFile))
        .orElseGet(this::ofSetting);
  }

  /** Returns the mode of the setting, whatever the files contain. */
  public EffectiveMode ofSetting() {
    return new EffectiveMode(setting, Origin.SETTING, storedFile);
  }

  /**
   * Returns a warning if the mode file is a separate mount, as with {@code subPath} in Kubernetes:
   * such a file never changes in a running container.
   */
  public Optional<Problem> warning(Host host) {
    return modeFile
        .filter(file -> isMountPoint(file.toAbsolutePath().normalize(), host))
        .map(file ->
            Problem.configuration(
                "mode-file: " + file + " is mounted as a single file, so it never changes",
                "mount the directory that contains it, without subPath"));
  }

  /** The fifth field of each line is a mount point, see proc_pid_mountinfo(5). */
  private static boolean isMountPoint(Path file, Host host) {
    try (Stream<String> mounts = Files.lines(host.system("proc/self/mountinfo"))) {
      return mounts.anyMatch(line -> line.split(" ", 6)[4].equals(file.toString()));
    } catch (IOException | UncheckedIOException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  /** Returns a text that changes whenever the file that may determine the mode is written. */
  String modification() {
    try {
      return Files.getLastModifiedTime(modeFile.orElse(storedFile)).toString();
    } catch (IOException e) {
      return "absent";
    }
  }

  private static Mode read(Path file) {
    try {
      Mode mode = Mode.of(TextFile.read(file).strip());
      if (mode != Mode.INSTALL) {
        return mode;
      }
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "mode-file: " + file + " cannot be read (" + ReadProblem.of(file, e).reason() + ")",
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
