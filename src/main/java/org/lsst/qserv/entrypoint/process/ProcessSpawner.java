// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Starts services as child processes, each in its own session with its limits and environment. */
public final class ProcessSpawner {
  private final Map<String, String> container;
  private final SystemCalls system;

  public ProcessSpawner(Map<String, String> container, SystemCalls system) {
    this.container = container;
    this.system = system;
  }

  /**
   * Starts a service.
   *
   * @throws Failure 127 or 126 if the program cannot be run
   */
  public Process start(ServiceCommand command) {
    Map<String, String> environment = ServiceEnvironment.of(container, command);
    Path program = ProgramLookup.find(command, container);
    List<String> arguments = new ArrayList<>();
    // setsid(1) is not the leader of a group, so it executes the program without a fork
    arguments.add("setsid");
    arguments.add(program.toString());
    arguments.addAll(command.commandLine().subList(1, command.commandLine().size()));
    ProcessBuilder builder = new ProcessBuilder(arguments).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(
        (Files.isDirectory(command.directory()) ? command.directory() : Path.of("/")).toFile());
    return start(builder, program, command);
  }

  /**
   * Starts the child with its limits. A child inherits the limits of its parent, so the launcher
   * sets them on itself for a moment.
   */
  private synchronized Process start(ProcessBuilder builder, Path program, ServiceCommand command) {
    Map<ResourceLimits.Resource, Long> own = ResourceLimiter.apply(system, command);
    system.unblockSignals(); // threads of the JVM block SIGQUIT, which a child would inherit
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.NOT_EXECUTABLE,
              "'" + program + "' cannot be started (required by " + command.component() + ")",
              "install a binary for this architecture, or set command")
          .causedBy(e);
    } finally {
      own.forEach(system::setSoftLimit);
    }
  }
}
