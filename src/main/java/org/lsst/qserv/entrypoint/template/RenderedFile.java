// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** Writes a file so that it is complete or untouched, and only if a check accepts it. */
public final class RenderedFile {
  /** Looks at a complete file that is not in its place yet. */
  @FunctionalInterface
  public interface Check {
    /**
     * Returns if the file may be installed.
     *
     * @throws Failure if it may not
     */
    void accept(Path staged) throws InterruptedException;
  }

  private static final Check ANYTHING = staged -> {};

  private RenderedFile() {}

  /**
   * Writes the text, with a newline at its end.
   *
   * @param permissions as in {@code rw-r-----}; the file has them before it has content
   * @throws Failure 73 if the place cannot be written, 74 if writing fails on the way
   */
  public static void write(Path target, String text, String permissions) {
    try {
      write(target, text, permissions, ANYTHING);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing was waited for", e);
    }
  }

  /**
   * As {@link #write(Path, String, String)}, unless the check throws: then the target is as it was.
   */
  public static void write(Path target, String text, String permissions, Check check)
      throws InterruptedException {
    try (AtomicFile file = AtomicFile.create(target, permissions)) {
      file.write(text.endsWith("\n") ? text : text + "\n");
      check.accept(file.staged());
      file.install();
    } catch (FileSystemException e) {
      throw PathProblem.cannotWrite(target, e);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.IO,
          "writing " + target + " failed (" + e.getMessage() + ")",
          "free some space on that volume, then start again");
    }
  }
}
