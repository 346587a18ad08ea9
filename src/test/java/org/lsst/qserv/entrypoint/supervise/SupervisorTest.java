// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.process.SupervisedProgram;

/** Tests a supervisor with real, small services, in a process of its own. */
@Timeout(
    value = 60,
    threadMode = ThreadMode.SEPARATE_THREAD) // reading a pipe cannot be interrupted
public final class SupervisorTest {
  private static final String FOREVER = "while :; do sleep 0.05; done";

  /** A script that exits on SIGTERM. */
  private static final String OBEDIENT = "trap 'exit 0' TERM; " + FOREVER;

  private static final String STOPPING = "stopping %s: the role is stopping";

  @TempDir Path directory;

  /** The output of a supervisor, and its exit code. */
  private record Outcome(List<String> lines, int exit) {}

  /** A service as {@link SupervisedProgram} expects it. */
  private record Service(List<String> arguments) {}

  /** A running supervisor. */
  private final class Running implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    /**
     * Starts one.
     *
     * @param ignoring commands of a shell that then executes the supervisor
     */
    Running(String ignoring, List<String> arguments) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "/bin/sh",
                  "-c",
                  ignoring + "exec \"$@\"",
                  "supervised",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SupervisedProgram.class.getName()));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      // as the entrypoint command does: the JVM leaves SIGUSR2 to us
      builder.environment().put("_JAVA_SR_SIGNUM", "50");
      builder.redirectError(directory.resolve("log").toFile());
      process = builder.start();
      output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Reads the output up to a line. */
    Running until(String line) throws IOException {
      String next = output.readLine();
      while (next != null) {
        lines.add(next);
        if (next.equals(line)) {
          return this;
        }
        next = output.readLine();
      }
      throw new AssertionError("'" + line + "' was not printed: " + lines);
    }

    /** Sends a signal to the supervisor from another process. */
    Running send(String signal) throws IOException, InterruptedException {
      assertThat(
              new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                  .start()
                  .waitFor())
          .isZero();
      return this;
    }

    Outcome end() throws IOException, InterruptedException {
      output.lines().forEach(lines::add);
      return new Outcome(lines, process.waitFor());
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private static Service service(String name, String script) {
    return service(name, script, "", "TERM", "10000", "NEVER", "0");
  }

  private static Service service(String... arguments) {
    assertThat(arguments).hasSize(SupervisedProgram.ARGUMENTS);
    return new Service(List.of(arguments));
  }

  private Running start(Service... services) throws IOException {
    return startAfter("", services);
  }

  private Running startAfter(String ignoring, Service... services) throws IOException {
    return new Running(
        ignoring, Stream.of(services).flatMap(service -> service.arguments().stream()).toList());
  }

  private Outcome run(Service... services) throws IOException, InterruptedException {
    try (Running running = start(services)) {
      return running.end();
    }
  }

  @Test
  void endsWithTheExitCodeOfTheServiceThatEnds() throws Exception {
    assertThat(run(service("a", OBEDIENT), service("b", "exit 23")).exit()).isEqualTo(23);
  }

  @Test
  void endsWithZeroIfAServiceEndsWithZero() throws Exception {
    assertThat(run(service("a", OBEDIENT), service("b", "exit 0")).exit()).isZero();
  }

  @Test
  void reportsDeathByASignalLikeAShell() throws Exception {
    assertThat(run(service("a", "kill -9 $$")).exit()).isEqualTo(137);
    assertThat(run(service("a", "kill -SEGV $$")).exit()).isEqualTo(139);
  }

  @Test
  void startsEachServiceWhenThePreviousOneIsReady() throws Exception {
    Path ready = directory.resolve("ready");
    Service first =
        service(
            "a",
            "sleep 0.3; touch " + ready + "; " + OBEDIENT,
            ready.toString(),
            "TERM",
            "10000",
            "NEVER",
            "0");
    Service second = service("b", "test -e " + ready + " && exit 5; exit 6");
    Outcome outcome = run(first, second);
    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lines())
        .containsSubsequence("preparing a", "starting a", "ready a", "preparing b");
  }

  @Test
  void stopsInReverseOrder() throws Exception {
    try (Running running =
        start(service("a", OBEDIENT), service("b", OBEDIENT), service("c", OBEDIENT))) {
      Outcome outcome = running.until("ready c").send("TERM").end();
      assertThat(outcome.lines())
          .containsSubsequence(
              STOPPING.formatted("c"), STOPPING.formatted("b"), STOPPING.formatted("a"));
      assertThat(outcome.exit()).isZero();
    }
  }

  @Test
  void stopsTheOthersInReverseOrderWhenOneEnds() throws Exception {
    Outcome outcome = run(service("a", OBEDIENT), service("b", OBEDIENT), service("c", "exit 4"));
    assertThat(outcome.lines())
        .contains("failed c: exited with code 4")
        .containsSubsequence(STOPPING.formatted("b"), STOPPING.formatted("a"));
    assertThat(outcome.exit()).isEqualTo(4);
  }

  @Test
  void killsAServiceThatDoesNotStopInItsGracePeriod() throws Exception {
    Service deaf =
        service("a", "trap '' TERM; echo deaf; " + FOREVER, "", "TERM", "200", "NEVER", "0");
    try (Running running = start(deaf)) {
      long begin = System.nanoTime();
      Outcome outcome = running.until("a | deaf").send("TERM").end();
      assertThat(outcome.exit()).isEqualTo(137);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(30));
    }
  }

  @Test
  void keepsTheExitCodeOfTheFailureEvenIfAnotherServiceMustBeKilled() throws Exception {
    Path ready = directory.resolve("ready");
    Service deaf =
        service(
            "a",
            "trap '' TERM; touch " + ready + "; " + FOREVER,
            ready.toString(),
            "TERM",
            "100",
            "NEVER",
            "0");
    assertThat(run(deaf, service("b", "exit 9")).exit()).isEqualTo(9);
  }

  @Test
  void stopsTheWholeProcessGroupWithAGracePeriodForEachProcess() throws Exception {
    String helper =
        "(trap 'sleep 0.3; echo helper stopped; exit 0' TERM; echo up; " + FOREVER + ")";
    // the shell exits at once, and its helper takes a while
    try (Running running = start(service("a", helper + " & wait"))) {
      Outcome outcome = running.until("a | up").send("TERM").end();
      assertThat(outcome.lines()).contains("a | helper stopped");
      assertThat(outcome.exit()).isZero();
    }
  }

  @Test
  void stopsASuspendedService() throws Exception {
    String script = "trap 'exit 0' TERM; echo up; kill -STOP $$; " + FOREVER;
    try (Running running = start(service("a", script))) {
      assertThat(running.until("a | up").send("TERM").end().exit()).isZero();
    }
  }

  @Test
  void stopsAServiceWithItsOwnSignal() throws Exception {
    Service quits =
        service(
            "a",
            "trap 'echo quit; exit 0' QUIT; echo up; " + FOREVER,
            "",
            "QUIT",
            "10000",
            "NEVER",
            "0");
    try (Running running = start(quits)) {
      assertThat(running.until("a | up").send("TERM").end().lines()).contains("a | quit");
    }
  }

  @Test
  void forwardsOtherSignals() throws Exception {
    String script =
        "trap 'echo one' USR1; trap 'echo two' USR2; trap 'echo hup' HUP; trap 'exit 0' TERM;"
            + " echo up; "
            + FOREVER;
    try (Running running = start(service("a", script))) {
      running.until("a | up").send("USR1").until("a | one").send("USR2").until("a | two");
      assertThat(running.send("HUP").until("a | hup").send("TERM").end().exit()).isZero();
    }
  }

  @Test
  void forwardsSignalsThatWereIgnoredAtItsStart() throws Exception {
    String script = "trap 'echo hup' HUP; trap 'exit 0' TERM; echo up; " + FOREVER;
    try (Running running = startAfter("trap '' HUP INT; ", service("a", script))) {
      assertThat(running.until("a | up").send("HUP").until("a | hup").send("INT").end().exit())
          .isZero();
    }
  }

  @Test
  void stopsEverythingOnAnInterrupt() throws Exception {
    try (Running running = start(service("a", OBEDIENT))) {
      assertThat(running.until("ready a").send("INT").end().exit()).isZero();
    }
  }

  @Test
  void restartsAFailingServiceUpToItsLimit() throws Exception {
    Service failing = service("a", "exit 3", "", "TERM", "10000", "FAILURE", "2");
    Outcome outcome = run(failing);
    assertThat(outcome.lines().stream().filter("preparing a"::equals)).hasSize(3);
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void waitsForARestartedServiceBeforeTheNextOne() throws Exception {
    Path ready = directory.resolve("ready");
    Path once = directory.resolve("once");
    String script =
        "test -e "
            + once
            + " && { touch "
            + ready
            + "; "
            + OBEDIENT
            + "; }; touch "
            + once
            + "; exit 1";
    Service first = service("a", script, ready.toString(), "TERM", "10000", "FAILURE", "5");
    Outcome outcome = run(first, service("b", "exit 8"));
    assertThat(outcome.lines())
        .containsSubsequence("starting a", "preparing a", "starting a", "ready a", "preparing b");
    assertThat(outcome.exit()).isEqualTo(8);
  }

  @Test
  void stopsDuringTheDelayBeforeARestart() throws Exception {
    Service failing = service("a", "exit 3", "", "TERM", "10000", "ALWAYS", "0");
    try (Running running = start(failing)) {
      assertThat(running.until("backoff a: exited with code 3").send("TERM").end().exit()).isZero();
    }
  }

  @Test
  void killsTheProcessesThatAServiceLeavesBehind() throws Exception {
    Path pid = directory.resolve("pid");
    String script = "sleep 1000 & echo $! > " + pid + "; exit 2";
    assertThat(run(service("a", script)).exit()).isEqualTo(2);
    long orphan = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).map(SupervisorTest::command))
        .isNotEqualTo(Optional.of("/usr/bin/sleep"));
  }

  private static String command(ProcessHandle process) {
    return process.info().command().orElse("");
  }

  @Test
  void stopsTheOthersIfAProgramDoesNotExist() throws Exception {
    Outcome outcome = run(service("a", OBEDIENT), service("b", "missing"));
    assertThat(outcome.exit()).isEqualTo(127);
    assertThat(outcome.lines())
        .contains("failed b: '/no/such/program' not found in the image (required by test b)")
        .containsSubsequence(
            STOPPING.formatted("a"),
            "error: '/no/such/program' not found in the image (required by test b)",
            "fix: use an image that contains the program, or set command");
  }

  @Test
  void stopsTheOthersIfAPreparationFails() throws Exception {
    Outcome outcome = run(service("a", OBEDIENT), service("b", "unprepared"));
    assertThat(outcome.lines()).containsSubsequence("ready a", "preparing b");
    assertThat(outcome.exit()).isNotZero();
  }

  @Test
  void startsEachServiceInItsOwnSession() throws Exception {
    String script =
        "read -r _ _ _ _ group session _ < /proc/$$/stat;"
            + " test $group = $$ && test $session = $$ && exit 11; exit 12";
    assertThat(run(service("a", script)).exit()).isEqualTo(11);
  }
}
