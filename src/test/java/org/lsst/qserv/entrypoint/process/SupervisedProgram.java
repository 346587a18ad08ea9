// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.supervise.RestartRule;
import org.lsst.qserv.entrypoint.supervise.SupervisedService;
import org.lsst.qserv.entrypoint.supervise.Supervisor;
import org.lsst.qserv.entrypoint.supervise.SupervisorListener;
import org.lsst.qserv.entrypoint.supervise.SupervisorTest;

/**
 * Runs a supervisor in a separate process, for {@link SupervisorTest}: the supervisor handles the
 * signals of its JVM, which tests in one JVM cannot share. The arguments of each service are NAME,
 * SCRIPT, READY (a file that the service creates, or empty), SIGNAL, GRACE in milliseconds, RESTART
 * and LIMIT. It prints the events of the services.
 */
public final class SupervisedProgram {
  public static final int ARGUMENTS_PER_SERVICE = 7;

  private SupervisedProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    TimeSource time = TimeSource.real();
    LogSettings.use(System.err, time::now);
    Host host = new Host(System.getenv(), System.in, System.out, System.err, time, Path.of("/"));
    List<SupervisedService> services = new ArrayList<>();
    for (int i = 0; i + ARGUMENTS_PER_SERVICE <= arguments.length; i += ARGUMENTS_PER_SERVICE) {
      services.add(service(List.of(arguments).subList(i, i + ARGUMENTS_PER_SERVICE)));
    }
    int exit;
    try {
      exit = new Supervisor(host, new Printer()).run(services);
    } catch (Failure e) {
      System.out.println(e.getMessage());
      exit = e.exit().number();
    }
    System.out.println("exit " + exit);
    System.out.flush();
    Runtime.getRuntime().halt(exit);
  }

  private static SupervisedService service(List<String> arguments) {
    String name = arguments.get(0);
    return new SupervisedService(
        name,
        () -> prepare(arguments.get(1)),
        new ServiceCommand(
            name,
            arguments.get(1).equals("missing")
                ? List.of(RedactedText.plain("/no/such/program"))
                : List.of(
                    RedactedText.plain("/bin/sh"),
                    RedactedText.plain("-c"),
                    RedactedText.plain(arguments.get(1))),
            Map.of(),
            Set.of(),
            Path.of("/"),
            new ResourceLimits(Map.of())),
        () -> awaitFile(arguments.get(2)),
        new StopPolicy(
            SignalName.valueOf(arguments.get(3)),
            Duration.ofMillis(Long.parseLong(arguments.get(4)))),
        new RestartRule(
            RestartRule.When.valueOf(arguments.get(5)),
            Duration.ofMillis(20),
            Integer.parseInt(arguments.get(6))));
  }

  private static void prepare(String script) {
    if (script.equals("unprepared")) {
      throw new IllegalStateException("its preparation failed");
    }
  }

  private static void awaitFile(String file) throws InterruptedException {
    while (!file.isEmpty() && !Files.exists(Path.of(file))) {
      Thread.sleep(10);
    }
  }

  private static final class Printer implements SupervisorListener {
    @Override
    public void preparing(String name) {
      System.out.println("preparing " + name);
    }

    @Override
    public void started(String name, long pid) {
      System.out.println("started " + name);
    }

    @Override
    public void ended(String name, String reason) {
      System.out.println("ended " + name + ": " + reason);
    }
  }
}
