// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Finds a program as {@code execvp(3)} does, and says like a shell why it cannot be run. */
public final class ProgramLookup {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private ProgramLookup() {}

  /**
   * The file of a service's program.
   *
   * @param container the container's environment
   * @throws Failure 127 if it is nowhere, 126 if it is not executable
   */
  public static Path find(ServiceCommand command, Map<String, String> container) {
    Map<String, String> environment = ServiceEnvironment.of(container, command);
    return find(
        command.program(), Optional.ofNullable(environment.get("PATH")), command.component());
  }

  /**
   * The program's file.
   *
   * @param user who needs it, for the message: the component's name
   * @throws Failure 127 if it is nowhere, 126 if it is not executable
   */
  public static Path find(String program, Optional<String> searchPath, String user) {
    if (program.indexOf('/') >= 0) {
      return checked(Path.of(program), program, user);
    }
    Path notExecutable = null;
    for (String directory : searchPath.orElse(DEFAULT_PATH).split(":", -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory).resolve(program);
      if (!program.isEmpty() && Files.isRegularFile(candidate)) {
        if (Files.isExecutable(candidate)) {
          return candidate;
        }
        notExecutable = candidate;
      }
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
          "'" + file + "', which " + user + " needs, is not an executable file",
          "make it executable (chmod a+rx), or set command");
    }
    return file;
  }

  private static Failure notFound(String program, String user) {
    return new Failure(
        ExitCode.NOT_FOUND,
        "'" + program + "', which " + user + " needs, is not in this image",
        "use an image that has it, or set command");
  }
}
