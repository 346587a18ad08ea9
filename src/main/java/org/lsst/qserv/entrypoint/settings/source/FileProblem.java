// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** The configuration error of a file that the user specified and that cannot be used. */
public final class FileProblem {
  private FileProblem() {}

  /**
   * Returns the problem of a file with invalid content.
   *
   * @param file the option and the path
   * @param cause an error whose message contains no secrets
   */
  public static Problem invalid(String file, IllegalArgumentException cause) {
    return Problem.configuration(
        file + ": " + cause.getMessage(),
        cause instanceof InvalidContent invalid ? invalid.fix() : "correct the file");
  }

  /**
   * Returns the problem of a file that cannot be read.
   *
   * @param file the option and the path
   */
  public static Problem unreadable(String file, IOException cause) {
    return cause instanceof NoSuchFileException
        ? Problem.configuration(file + ": no such file", "correct the path")
        : Problem.configuration(
            file + ": cannot be read (" + PathProblem.reason(cause) + ")",
            "make it a UTF-8 text file that the user of the container can read");
  }
}
