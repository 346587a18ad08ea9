// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/**
 * Loads the native part of {@link SystemCalls}. In the image it is a file next to the jar;
 * elsewhere it is extracted from the jar to a temporary file.
 */
final class NativeLibrary {
  /** The system property with the file, set by the {@code entrypoint} command. */
  private static final String FILE = "entrypoint.native";

  private static final String IN_THE_JAR = "/native/" + System.getProperty("os.arch") + ".so";

  private NativeLibrary() {}

  /**
   * Loads the library. Repeated calls have no effect in the image.
   *
   * @throws Failure with exit code 127 if the jar has no library for this architecture, 73 if it
   *     cannot be extracted
   */
  @SuppressWarnings("restricted") // the jar's manifest enables native access
  static void load() {
    String file = System.getProperty(FILE);
    if (file == null) {
      loadFromJar();
    } else {
      System.load(file);
    }
  }

  @SuppressWarnings("restricted") // as above
  private static void loadFromJar() {
    try (InputStream library = NativeLibrary.class.getResourceAsStream(IN_THE_JAR)) {
      if (library == null) {
        throw new Failure(
            ExitCode.NOT_FOUND,
            "the jar was built for another architecture: it has no " + IN_THE_JAR,
            "build the jar on a machine of this architecture");
      }
      Path copy = Files.createTempFile("entrypoint", ".so");
      try {
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        System.load(copy.toString());
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot write a temporary file for the native library ("
                  + PathProblem.reason(e)
                  + ")",
              "set java.io.tmpdir to a writable directory, or " + FILE + " to the library")
          .causedBy(e);
    }
  }
}
