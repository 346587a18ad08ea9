// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.lsst.qserv.entrypoint.supervise.ComponentStatus;
import org.lsst.qserv.entrypoint.supervise.Readiness;
import org.lsst.qserv.entrypoint.supervise.RestartRule;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.Tasks;
import org.lsst.qserv.entrypoint.supervise.Supervisor;
import org.lsst.qserv.entrypoint.supervise.SupervisorTest;

/**
 * A supervisor in a process of its own, for {@link SupervisorTest}: it handles the signals of its
 * JVM, which tests in one JVM cannot share. Each service has these arguments: NAME, SCRIPT, READY
 * (a file that the service creates, or empty), SIGNAL, GRACE in milliseconds, RESTART and LIMIT. It
 * starts after the previous one. Prints each change of a state, and the exit code.
 */
public final class SupervisedProgram {
  /** The number of arguments of each service. */
  public static final int ARGUMENTS = 7;

  private final PrintStream out;
  private final Map<String, ComponentState> last = new HashMap<>();

  private SupervisedProgram(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws InterruptedException {
    TimeSource time = TimeSource.real();
    LogSettings.use(System.err, time::now);
    Host host = new Host(System.getenv(), System.in, System.out, System.err, time, Path.of("/"));
    int exit = new SupervisedProgram(System.out).run(host, List.of(arguments));
    System.out.println("exit " + exit);
    System.out.flush();
    Runtime.getRuntime().halt(exit);
  }

  private int run(Host host, List<String> arguments) throws InterruptedException {
    List<SupervisedComponent> components = new ArrayList<>();
    for (int i = 0; i + ARGUMENTS <= arguments.size(); i += ARGUMENTS) {
      List<String> previous =
          components.isEmpty() ? List.of() : List.of(components.getLast().name());
      components.add(component(arguments.subList(i, i + ARGUMENTS), previous));
    }
    Supervisor supervisor =
        new Supervisor(host, new ProcessSpawner(host, OutputFormat.text()), this::print, false);
    supervisor.setDesired(components, List.of(), "");
    try {
      return supervisor.supervise();
    } catch (Failure e) {
      out.println(e.getMessage());
      return e.exit().number();
    }
  }

  private void print(List<ComponentStatus> statuses) {
    for (ComponentStatus status : statuses) {
      if (last.put(status.name(), status.state()) != status.state()) {
        String reason = status.reason().isEmpty() ? "" : ": " + status.reason();
        out.println(status.state() + " " + status.name() + reason);
      }
    }
  }

  private static SupervisedComponent component(List<String> arguments, List<String> after) {
    String name = arguments.get(0);
    String script = arguments.get(1);
    return new SupervisedComponent(
        name,
        after,
        new Tasks(_ -> prepare(script), Optional.empty()),
        new ServiceCommand(
            "test " + name,
            Stream.of(
                    script.equals("missing")
                        ? new String[] {"/no/such/program"}
                        : new String[] {"/bin/sh", "-c", script})
                .map(RedactedText::plain)
                .toList(),
            Map.of(),
            Set.of(),
            Path.of("/"),
            new ResourceLimits(Map.of()),
            Optional.empty()),
        readiness(arguments.get(2)),
        new StopPolicy(
            SignalName.valueOf(arguments.get(3)),
            Duration.ofMillis(Long.parseLong(arguments.get(4))),
            !name.equals("database")),
        new RestartRule(
            RestartRule.When.valueOf(arguments.get(5)),
            Duration.ofMillis(20),
            Integer.parseInt(arguments.get(6)),
            Set.of()));
  }

  private static void prepare(String script) {
    if (script.equals("unprepared")) {
      throw new IllegalStateException("its preparation failed");
    }
  }

  private static Optional<Readiness> readiness(String file) {
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Readiness(
                () -> Files.exists(Path.of(file)) ? Optional.empty() : Optional.of("no file yet"),
                Duration.ofMinutes(1)));
  }
}
