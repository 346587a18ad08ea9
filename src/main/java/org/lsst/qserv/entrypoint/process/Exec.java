// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes a service in place of this process, with {@code execve(2)}. The service starts in a
 * clean process: no signal is blocked or ignored, no descriptor above 2 is open except for that of
 * the service's lock, and the limits of the catalog are set.
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
   * Replaces this process with the service. Returns only if that fails.
   *
   * @return the failure of {@code execve(2)}, 127 or 126
   * @throws Failure with exit code 127 or 126 if the program is not found or not executable
   */
  public Failure execute(ServiceCommand command) {
    byte[] environment = ServiceEnvironment.block(host, command);
    Path program = ProgramLookup.find(command, host.environment());
    ServiceLock lock =
        command.lock().isPresent()
            ? ServiceLock.acquire(command.lock().get(), command.component())
            : null;
    changeDirectory(command.directory());
    ResourceLimiter.apply(system, command);
    IgnoredSignals.restoreDefaults(host, system);
    Signals.restoreKernelTermination(system);
    system.unblockSignals();
    for (Path descriptor : openDescriptors()) {
      boolean keep = lock != null && lock.isHeldBy(descriptor);
      system.closeOnExec(Integer.parseInt(descriptor.getFileName().toString()), !keep);
    }
    int error = system.execute(program.toString(), command.commandLine(), environment);
    if (lock != null) {
      lock.close();
    }
    return failed(program, error, command);
  }

  private void changeDirectory(Path directory) {
    if (!system.changeDirectory(directory.toString())) {
      LOG.warn("cannot change to the directory {}: the service runs in /", directory);
      system.changeDirectory("/");
    }
  }

  private List<Path> openDescriptors() {
    try (Stream<Path> descriptors = Files.list(host.system("proc/self/fd"))) {
      return descriptors
          .filter(path -> Integer.parseInt(path.getFileName().toString()) > STANDARD_ERROR)
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
            + "' cannot be executed: "
            + reason(error)
            + " (required by "
            + command.component()
            + ")",
        missing
            ? "install the interpreter in its first line, or set command"
            : "install a binary for this architecture, or set command");
  }

  private static String reason(int error) {
    return switch (error) {
      case SystemCalls.ENOENT -> "interpreter not found";
      case SystemCalls.EACCES -> "permission denied";
      default -> "error " + error;
    };
  }
}
