// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.SearchPath;

/**
 * Finds a program as {@code execvp(3)} does, and reports with the exit codes of a shell why it
 * cannot be run.
 */
public final class ProgramLookup {
  private ProgramLookup() {}

  /**
   * Returns the file of a service's program.
   *
   * @param container the container's environment
   * @throws Failure with exit code 127 if it is not found, 126 if it is not executable
   */
  public static Path find(ServiceCommand command, Map<String, String> container) {
    Map<String, String> environment = ServiceEnvironment.of(container, command);
    return find(
        command.program(), Optional.ofNullable(environment.get("PATH")), command.component());
  }

  /**
   * Returns the file of a program.
   *
   * @param user the component or setting that requires it, for the message
   * @throws Failure with exit code 127 if it is not found, 126 if it is not executable
   */
  public static Path find(String program, Optional<String> searchPath, String user) {
    if (program.indexOf('/') >= 0) {
      return checked(Path.of(program), program, user);
    }
    Path notExecutable = null;
    for (Path candidate : SearchPath.find(program, searchPath)) {
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
      notExecutable = candidate;
    }
    if (notExecutable == null) {
      throw notFound(program, user);
    }
    return checked(notExecutable, program, user);
  }

  private static Path checked(Path file, String program, String user) {
    if (!Files.exists(file)) {
      throw notFound(program, user);
    }
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      throw new Failure(
          ExitCode.NOT_EXECUTABLE,
          "'" + file + "' is not an executable file (required by " + user + ")",
          "make the file executable (chmod a+rx), or set command");
    }
    return file;
  }

  private static Failure notFound(String program, String user) {
    return new Failure(
        ExitCode.NOT_FOUND,
        "'" + program + "' not found in the image (required by " + user + ")",
        "use an image that contains the program, or set command");
  }
}
