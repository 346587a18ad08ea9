// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Loads the native part of {@link SystemCalls}. */
final class NativeLibrary {
  /** The system property with the file, set by the {@code entrypoint} command. */
  private static final String PROPERTY = "entrypoint.native";

  private NativeLibrary() {}

  /**
   * Loads the library. Repeated calls have no effect in the image.
   *
   * @throws Failure with exit code 127 or 73 if it is not available
   */
  @SuppressWarnings("restricted") // the jar's manifest enables native access
  static void load() {
    Path file = NativeFile.find(PROPERTY, ".so");
    try {
      System.load(file.toString());
    } finally {
      if (!NativeFile.isInstalled(PROPERTY)) {
        boolean _ = file.toFile().delete(); // it stays loaded
      }
    }
  }
}
