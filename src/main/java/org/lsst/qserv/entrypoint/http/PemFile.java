// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.IOException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.ReadProblem;

/**
 * A file in PEM format that a setting names.
 *
 * @param setting the name of the setting
 * @param origin where the value of the setting comes from
 */
public record PemFile(String setting, String origin, Path path) {

  /**
   * Returns the content of the file.
   *
   * @throws Failure with exit code 78 if it cannot be read
   */
  String read() {
    try {
      return TextFile.read(path);
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(path, e);
      throw unusable("cannot be read (" + problem.reason() + ")", problem.fix()).causedBy(e);
    }
  }

  /**
   * Returns the failure of a file that cannot be used, with exit code 78.
   *
   * @param problem what is wrong; it contains nothing of a key
   */
  Failure unusable(String problem, String fix) {
    return new Failure(
        ExitCode.CONFIGURATION, setting + " (" + origin + "): " + path + " " + problem, fix);
  }
}
