// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.io.ReadProblem;

/** A file with facts, or the standard input. */
public final class FactsFile implements FactsSource {
  /** The name of the standard input. */
  public static final String STANDARD_INPUT = "-";

  private final Host host;
  private final FactsReader reader;
  private final String name;

  /**
   * Creates a source.
   *
   * @param name the path of the file, or {@link #STANDARD_INPUT}
   */
  public FactsFile(Host host, FactsReader reader, String name) {
    this.host = host;
    this.reader = reader;
    this.name = name;
  }

  /**
   * Reads the file.
   *
   * @throws Failure with exit code 64 if the file cannot be read, 65 if its content is invalid
   */
  @Override
  public ImageFacts read() {
    if (name.equals(STANDARD_INPUT)) {
      return reader.read("standard input", text());
    }
    return reader.read(name, text());
  }

  private String text() {
    Path file = Path.of(name);
    try {
      return name.equals(STANDARD_INPUT)
          ? TextFile.decode(host.in().readAllBytes())
          : TextFile.read(file);
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(file, e);
      throw new Failure(
              ExitCode.USAGE, name + " cannot be read (" + problem.reason() + ")", problem.fix())
          .causedBy(e);
    }
  }
}
