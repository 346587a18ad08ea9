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

/** Starts services as children, each in a session of its own with its limits and environment. */
public final class ProcessSpawner {
  private final Map<String, String> container;
  private final SystemCalls system;

  public ProcessSpawner(Map<String, String> container, SystemCalls system) {
    this.container = container;
    this.system = system;
  }

  /**
   * Starts one.
   *
   * @throws Failure 127 or 126 if the program cannot be run
   */
  public Process start(ServiceCommand command) {
    Map<String, String> environment = ServiceEnvironment.of(container, command);
    Path program = ProgramLookup.find(command, container);
    List<String> words = new ArrayList<>();
    // setsid(1) finds itself no group's leader, so it becomes the program without another process
    words.add("setsid");
    words.add(program.toString());
    words.addAll(command.words().subList(1, command.words().size()));
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(
        (Files.isDirectory(command.directory()) ? command.directory() : Path.of("/")).toFile());
    return start(builder, program, command);
  }

  /** A child inherits the limits of its parent, so the launcher takes them on for a moment. */
  private synchronized Process start(ProcessBuilder builder, Path program, ServiceCommand command) {
    Map<ResourceLimits.Resource, Long> own = ResourceLimiter.apply(system, command);
    system.unblockSignals(); // threads of Java block SIGQUIT, and a child inherits that as well
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.NOT_EXECUTABLE,
          "'" + program + "', which " + command.component() + " needs, cannot be started",
          "put a program for this machine there, or set command");
    } finally {
      own.forEach(system::setSoftLimit);
    }
  }
}
