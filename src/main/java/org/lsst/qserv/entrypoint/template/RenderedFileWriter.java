// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** Writes a file atomically, and only if a check accepts its content. */
public final class RenderedFileWriter {
  /** Checks a complete file before it is installed. */
  @FunctionalInterface
  public interface Check {
    /**
     * Returns normally if the file may be installed.
     *
     * @throws Failure if it may not
     */
    void accept(Path staged) throws InterruptedException;
  }

  private static final Check NO_CHECK = staged -> {};

  private RenderedFileWriter() {}

  /**
   * Writes the text, with a newline at the end.
   *
   * @param permissions such as {@code rw-r-----}; they are set before the content is written
   * @throws Failure with exit code 73 if the file cannot be written, 74 if its volume is full
   */
  public static void write(Path target, String text, String permissions) {
    try {
      write(target, text, permissions, NO_CHECK);
    } catch (InterruptedException e) {
      throw new IllegalStateException("an empty check cannot be interrupted", e);
    }
  }

  /**
   * Like {@link #write(Path, String, String)}. If the check throws, the target remains unchanged.
   */
  public static void write(Path target, String text, String permissions, Check check)
      throws InterruptedException {
    try (AtomicFile file = AtomicFile.create(target, permissions)) {
      file.write(text.endsWith("\n") ? text : text + "\n");
      check.accept(file.staged());
      file.install();
    } catch (IOException e) {
      throw PathProblem.cannotWrite(target, e);
    }
  }
}
