// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/**
 * The files of native code. In the image, the {@code entrypoint} command sets their paths as system
 * properties; elsewhere they are extracted from the jar to a temporary file.
 */
final class NativeFile {
  private static final String ARCHITECTURE = System.getProperty("os.arch");

  private NativeFile() {}

  /** Returns whether a file is in its place in the image. */
  static boolean isInstalled(String property) {
    return System.getProperty(property) != null;
  }

  /**
   * Returns a file of native code. If it is not {@linkplain #isInstalled installed}, it is a new
   * temporary file that only this user can read and execute.
   *
   * @param property the system property with its path
   * @param suffix what follows the architecture in the name of the file in the jar
   * @throws Failure with exit code 127 if the jar has no such file for this architecture, 73 if it
   *     cannot be extracted
   */
  static Path find(String property, String suffix) {
    String installed = System.getProperty(property);
    return installed == null ? extract(property, suffix) : Path.of(installed);
  }

  private static Path extract(String property, String suffix) {
    String inTheJar = "/native/" + ARCHITECTURE + suffix;
    try (InputStream file = NativeFile.class.getResourceAsStream(inTheJar)) {
      if (file == null) {
        throw new Failure(
            ExitCode.NOT_FOUND,
            "the jar was built for another architecture: it has no " + inTheJar,
            "build the jar on a machine of this architecture");
      }
      Path copy = Files.createTempFile("entrypoint", suffix);
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
      return copy;
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot write a temporary file for native code (" + PathProblem.reason(e) + ")",
              "set java.io.tmpdir to a writable directory, or " + property + " to the file")
          .causedBy(e);
    }
  }
}
