// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Loads the native half of {@link SystemCalls}. The image has it as a file beside the jar;
 * elsewhere it comes out of the jar, by way of a temporary file.
 */
final class NativeLibrary {
  /** Names the file; the {@code entrypoint} command sets it. */
  private static final String FILE = "entrypoint.native";

  private static final String IN_THE_JAR = "/native/" + System.getProperty("os.arch") + ".so";

  private NativeLibrary() {}

  /**
   * Loads it. A second time, the same file is not loaded again.
   *
   * @throws Failure if it cannot be taken out of the jar
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
            "this jar was built for another kind of processor: it has no " + IN_THE_JAR,
            "build it on a machine of this kind");
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
          "cannot write a temporary file for the launcher's library (" + e.getMessage() + ")",
          "set java.io.tmpdir to a directory that may be written, or " + FILE + " to the library");
    }
  }
}
