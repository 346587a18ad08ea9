// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * The server's program and its version. Executing {@code --version} takes a third of the time of a
 * launch, so the result is reused as long as the program is the same file.
 */
public final class ServerProgram {
  /** The start of an ELF file contains the sizes of its sections and usually its build ID. */
  private static final int HEADER_BYTES = 4096;

  private final String name;
  private final CommandRunner runner;

  public ServerProgram(String name, CommandRunner runner) {
    this.name = name;
    this.runner = runner;
  }

  /** Returns the version and identity of the program; executes it only if the identity changed. */
  public LastServer identify(Optional<LastServer> last) throws IOException, InterruptedException {
    String identity = identity(runner.find(name));
    return last.isPresent() && last.get().program().equals(identity)
        ? last.get()
        : new LastServer(version(), identity);
  }

  /** Returns the version that the program prints. */
  public ServerVersion version() throws InterruptedException {
    String line = runner.run(List.of(name, "--version"), "").strip();
    Optional<ServerVersion> version = ServerVersion.ofLine(line);
    if (version.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "'" + name + " --version' did not print a version: " + line,
          "use an image whose " + name + " is MariaDB's server");
    }
    return version.get();
  }

  private static String identity(Path file) throws IOException {
    try (InputStream program = Files.newInputStream(file)) {
      return file
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis()
          + " "
          + Arrays.hashCode(program.readNBytes(HEADER_BYTES));
    }
  }
}
