// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.ReadProblem;

/**
 * The labels of the base image. A container cannot read its labels, so {@code ./dev image} stores
 * them in a file with one {@code NAME=VALUE} per line. It is outside the directory of the launcher,
 * because that is copied to other images.
 */
final class ImageLabels {
  private static final String FILE = "etc/qserv-image/labels";

  private ImageLabels() {}

  /**
   * Returns the labels; none if the image has no such file.
   *
   * @throws Failure with exit code 74 if the file cannot be read
   */
  static Map<String, String> read(Host host) {
    Path file = host.system(FILE);
    Map<String, String> labels = new TreeMap<>();
    if (!Files.exists(file)) {
      return labels;
    }
    try {
      for (String line : TextFile.lines(file)) {
        int end = line.indexOf('=');
        if (end > 0 && end < line.length() - 1) {
          labels.put(line.substring(0, end), line.substring(end + 1).strip());
        }
      }
      return labels;
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(file, e);
      throw new Failure(
              ExitCode.IO, file + " cannot be read (" + problem.reason() + ")", problem.fix())
          .causedBy(e);
    }
  }
}
