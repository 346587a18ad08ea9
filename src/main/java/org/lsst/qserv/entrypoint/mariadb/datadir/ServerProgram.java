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
 * The server's program, and its version. To ask it takes a third of a launch, so the answer is
 * reused as long as the program is the same file.
 */
public final class ServerProgram {
  /** The beginning of a program says how long its parts are, and mostly holds its build id. */
  private static final int BEGINNING = 4096;

  private final String name;
  private final CommandRunner tool;

  public ServerProgram(String name, CommandRunner tool) {
    this.name = name;
    this.tool = tool;
  }

  /** The program's version, with what tells the program from another one. */
  public LastServer identify(Optional<LastServer> last) throws IOException, InterruptedException {
    String identity = identity(tool.find(name));
    return last.isPresent() && last.get().program().equals(identity)
        ? last.get()
        : new LastServer(version(), identity);
  }

  /** Asks the program. */
  public ServerVersion version() throws InterruptedException {
    String line = tool.run(List.of(name, "--version"), "").strip();
    Optional<ServerVersion> version = ServerVersion.ofLine(line);
    if (version.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "'" + name + " --version' says no version: " + line,
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
          + Arrays.hashCode(program.readNBytes(BEGINNING));
    }
  }
}
