// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Becomes the service: {@code execve(2)}. The service finds the process as a fresh one: no signal
 * blocked or ignored, no descriptor above 2, the limits of the catalog.
 */
public final class Exec {
  private static final Logger LOG = LoggerFactory.getLogger(Exec.class);
  private static final int STANDARD_ERROR = 2;

  private final Host host;
  private final SystemCalls system;

  public Exec(Host host) {
    this.host = host;
    this.system = new SystemCalls();
  }

  /**
   * Replaces this process. Returns never.
   *
   * @throws Failure 127 or 126 if the program cannot be run
   */
  public Failure become(ServiceCommand command) {
    Map<String, String> environment = ServiceEnvironment.of(host.environment(), command);
    Path program = ProgramLookup.find(command, host.environment());
    changeDirectory(command.directory());
    ResourceLimiter.apply(system, command);
    IgnoredSignals.restoreDefaults(host, system);
    Signals.leaveTerminationToTheKernel(system);
    system.unblockSignals();
    openDescriptors().forEach(system::closeOnExec);
    List<String> variables = new ArrayList<>();
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    int error = system.execute(program.toString(), command.words(), variables);
    return failed(program, error, command);
  }

  private void changeDirectory(Path directory) {
    if (!system.changeDirectory(directory.toString())) {
      LOG.warn("directory={} cannot be entered, the service runs in /", directory);
      system.changeDirectory("/");
    }
  }

  private List<Integer> openDescriptors() {
    try (Stream<Path> descriptors = Files.list(host.system("proc/self/fd"))) {
      return descriptors
          .map(path -> Integer.parseInt(path.getFileName().toString()))
          .filter(descriptor -> descriptor > STANDARD_ERROR)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Failure failed(Path program, int error, ServiceCommand command) {
    boolean missing = error == SystemCalls.ENOENT;
    return new Failure(
        missing ? ExitCode.NOT_FOUND : ExitCode.NOT_EXECUTABLE,
        "'"
            + program
            + "', which "
            + command.component()
            + " needs, cannot be executed ("
            + reason(error)
            + ")",
        missing
            ? "install the interpreter that its first line names, or set command"
            : "put a program for this machine there, or set command");
  }

  private static String reason(int error) {
    return switch (error) {
      case SystemCalls.ENOENT -> "its interpreter is not there";
      case SystemCalls.EACCES -> "no permission";
      default -> "error " + error;
    };
  }
}
