// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;

/** Starts services as child processes, each in its own session with its limits and environment. */
public final class ProcessSpawner {
  private final Host host;
  private final OutputFormat format;
  private final SystemCalls system = new SystemCalls();

  /**
   * Creates a spawner.
   *
   * @param host provides the environment of the container and receives the output of the services
   */
  public ProcessSpawner(Host host, OutputFormat format) {
    this.host = host;
    this.format = format;
  }

  /**
   * Starts a service. The kernel sends it SIGTERM when the calling thread exits, so that thread
   * must live as long as the service.
   *
   * @param onExit receives the exit code once the service has exited, in another thread
   * @throws Failure with exit code 127 or 126 if the program cannot be run
   */
  public ServiceProcess start(ServiceCommand command, IntConsumer onExit) {
    ServiceLock lock =
        command.lock().isPresent()
            ? ServiceLock.acquire(command.lock().get(), command.component())
            : null;
    Process started;
    try {
      started = spawn(command);
    } catch (Failure e) {
      release(lock);
      throw e;
    }
    String component = command.component();
    ServiceProcess process =
        new ServiceProcess(
            started,
            new ProcessGroup(started, host.time()),
            system,
            List.of(
                relay(component, "stdout", started.getInputStream(), host.out()),
                relay(component, "stderr", started.getErrorStream(), host.err())));
    process.onExit(code -> {
      release(lock);
      onExit.accept(code);
    });
    return process;
  }

  private static void release(@Nullable ServiceLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  private OutputRelay relay(
      String component, String stream, InputStream source, PrintStream target) {
    String name = component.substring(component.indexOf(' ') + 1);
    return OutputRelay.start(name, source, target, format.of(name, stream));
  }

  private Process spawn(ServiceCommand command) {
    Path program = ProgramLookup.find(command, host.environment());
    // stops the service if the launcher is killed, even if the launcher is not PID 1 or its child
    // and so does not end the container
    ProcessBuilder builder =
        new ProcessBuilder(ChildCommand.ofSession(SignalName.TERM, program, command.commandLine()))
            .redirectInput(new File("/dev/null"));
    setEnvironment(builder.environment(), ServiceEnvironment.of(host.environment(), command));
    builder.directory(
        (Files.isDirectory(command.directory()) ? command.directory() : Path.of("/")).toFile());
    return start(builder, program, command);
  }

  /** Does not touch variables that stay the same, because Java keeps their original bytes. */
  private static void setEnvironment(Map<String, String> child, Map<String, String> requested) {
    child.keySet().retainAll(requested.keySet());
    requested.forEach((name, value) -> {
      if (!value.equals(child.get(name))) {
        child.put(name, value);
      }
    });
  }

  /**
   * Starts the child with its limits. A child inherits the limits of its parent, so the launcher
   * sets them on itself temporarily.
   */
  private synchronized Process start(ProcessBuilder builder, Path program, ServiceCommand command) {
    Map<ResourceLimits.Resource, Long> previousLimits = ResourceLimiter.apply(system, command);
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
      previousLimits.forEach(system::setSoftLimit);
    }
  }
}
