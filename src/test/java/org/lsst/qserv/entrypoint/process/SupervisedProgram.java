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
 * A supervisor in a process of its own, for {@link SupervisorTest}: it takes the signals of its
 * JVM, which tests in one JVM cannot share. Its arguments, a word each for each service, are NAME,
 * SCRIPT, READY (a file that the service makes, or empty), SIGNAL, GRACE in milliseconds, RESTART
 * and LIMIT. It prints what becomes of the services.
 */
public final class SupervisedProgram {
  public static final int WORDS = 7;

  private SupervisedProgram() {}

  public static void main(String[] words) throws InterruptedException {
    TimeSource time = TimeSource.real();
    LogSettings.use(System.err, time::now);
    Host host = new Host(System.getenv(), System.in, System.out, System.err, time, Path.of("/"));
    List<SupervisedService> services = new ArrayList<>();
    for (int i = 0; i + WORDS <= words.length; i += WORDS) {
      services.add(service(List.of(words).subList(i, i + WORDS)));
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

  private static SupervisedService service(List<String> words) {
    String name = words.get(0);
    return new SupervisedService(
        name,
        () -> prepare(words.get(1)),
        new ServiceCommand(
            name,
            words.get(1).equals("missing")
                ? List.of(RedactedText.plain("/no/such/program"))
                : List.of(
                    RedactedText.plain("/bin/sh"),
                    RedactedText.plain("-c"),
                    RedactedText.plain(words.get(1))),
            Map.of(),
            Set.of(),
            Path.of("/"),
            new ResourceLimits(Map.of())),
        () -> awaitFile(words.get(2)),
        new StopPolicy(
            SignalName.valueOf(words.get(3)), Duration.ofMillis(Long.parseLong(words.get(4)))),
        new RestartRule(
            RestartRule.When.valueOf(words.get(5)),
            Duration.ofMillis(20),
            Integer.parseInt(words.get(6))));
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
