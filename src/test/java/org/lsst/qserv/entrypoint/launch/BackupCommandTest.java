// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.schema.migrate.Bystanders;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests backup commands with real shells; a stop is requested after they have written a file. */
@Timeout(60)
final class BackupCommandTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;

  private final List<String> log = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private SchemaTarget target;

  @BeforeEach
  void chooseATarget() throws IOException {
    Path scripts = Files.createDirectory(directory.resolve("scripts"));
    Files.createFile(scripts.resolve("migrate-None-to-1.sql"));
    target =
        new SchemaTarget(
            "worker",
            "qservw_worker",
            DatabaseUrl.parse("mysql://boss@db:3307/"),
            ScriptDirectory.read(scripts),
            Map.of(),
            Bystanders.NONE);
  }

  private BackupCommand command(BooleanSupplier stop, Duration gracePeriod, String... command) {
    Host host =
        new Host(
            System.getenv(), System.in, System.out, System.err, TimeSource.real(), Path.of("/"));
    return new BackupCommand(host, directory, List.of(command), stop, gracePeriod, log::add);
  }

  private BackupCommand shell(BooleanSupplier stop, Duration gracePeriod, String script) {
    return command(stop, gracePeriod, "sh", "-c", "cd " + directory + "; " + script);
  }

  private static boolean never() {
    return false;
  }

  private boolean run(BackupCommand command) throws InterruptedException {
    return command.run(target, new Version(1), new Version(3), false);
  }

  /** Requests a stop as soon as a file has a complete line. */
  private BooleanSupplier when(String file) {
    return () -> {
      try {
        Path path = directory.resolve(file);
        return Files.exists(path) && Files.readString(path).endsWith("\n");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private String content(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  /** Waits until a process has exited; a zombie has exited. */
  private void awaitExit(String file) throws IOException {
    Path stat = Path.of("/proc", content(file).strip(), "stat");
    try {
      while (!Files.readString(stat).contains(") Z ")) {
        Thread.onSpinWait();
      }
    } catch (NoSuchFileException e) {
      // the process is gone
    }
  }

  private void assertStopped(BackupCommand command) {
    Failure failure = catchThrowableOfType(Failure.class, () -> run(command));
    assertThat(failure)
        .hasMessage(
            "error: qservw_worker on db:3307: schema.backup-command was stopped on request,"
                + " nothing has been changed\nfix: run the command again");
    assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN);
  }

  @Test
  void makesNoBackupWithoutACommand() throws InterruptedException {
    assertThat(run(command(BackupCommandTest::never, LONG))).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void logsItsStartAndItsSuccess() throws InterruptedException {
    assertThat(run(command(BackupCommandTest::never, LONG, "true"))).isTrue();
    assertThat(log).containsExactly("backup=\"true\" started", "backup=\"true\" succeeded");
  }

  @Test
  void replacesPlaceholdersAndSetsTheEnvironment() throws IOException, InterruptedException {
    String script =
        "printf '%s\\n' \"$@\" >arguments; env | grep ^QSERV_SCHEMA_ | sort >environment";
    BackupCommand command =
        command(
            BackupCommandTest::never,
            LONG,
            "sh",
            "-c",
            "cd " + directory + "; " + script,
            "sh",
            "{server}",
            "{module}-{from}-{to}",
            "{resume}",
            "{other} $1 \\ {");

    assertThat(command.run(target, new Version(1), new Version(3), true)).isTrue();

    assertThat(content("arguments")).isEqualTo("db:3307\nworker-1-3\ntrue\n{other} $1 \\ {\n");
    assertThat(content("environment"))
        .isEqualTo(
            """
            QSERV_SCHEMA_FROM=1
            QSERV_SCHEMA_MODULE=worker
            QSERV_SCHEMA_RESUME=true
            QSERV_SCHEMA_SERVER=db:3307
            QSERV_SCHEMA_TO=3
            """);
  }

  @Test
  void providesAnOptionFileForClientsWhileTheCommandRuns()
      throws IOException, InterruptedException {
    BackupCommand command =
        command(
            BackupCommandTest::never,
            LONG,
            "sh",
            "-c",
            "cd " + directory + "; cat {options} >copy; env | grep -c OPTIONS >variables; true");

    assertThat(run(command)).isTrue();

    assertThat(content("copy")).contains("user=\"boss\"\nhost=\"db\"\nport=\"3307\"\n");
    assertThat(content("variables")).isEqualTo("0\n");
    assertThat(directory.resolve("backup-db_3307.cnf")).doesNotExist();
  }

  @Test
  void reportsADirectoryInWhichTheOptionFileCannotBeCreated() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Host host =
        new Host(
            System.getenv(), System.in, System.out, System.err, TimeSource.real(), Path.of("/"));
    BackupCommand command =
        new BackupCommand(
            host, file, List.of("cat", "{options}"), BackupCommandTest::never, log::add);
    assertThatThrownBy(() -> run(command))
        .hasMessage(
            "error: cannot write the option file "
                + file.resolve("backup-db_3307.cnf")
                + " of schema.backup-command\nfix: make paths.state writable");
  }

  @Test
  void passesNoneAsTheVersionOfAnUninitializedSchema() throws IOException, InterruptedException {
    BackupCommand command =
        shell(BackupCommandTest::never, LONG, "echo $QSERV_SCHEMA_FROM {from} {resume} >from");
    command.run(target, new Version(-1), new Version(3), false);
    assertThat(content("from")).isEqualTo("None None false\n");
  }

  @Test
  void reportsTheLastOutputOfAFailedCommand() {
    assertThatThrownBy(() -> run(shell(BackupCommandTest::never, LONG, "echo no space; exit 3")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessage(
            "error: sh failed with exit code 3:\nno space\n"
                + "fix: fix the reported error and run the command again");
  }

  @Test
  void reportsAMissingProgram() {
    assertThatThrownBy(() -> run(command(BackupCommandTest::never, LONG, "no-such-program")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.NOT_FOUND))
        .hasMessageContaining("no-such-program");
  }

  @Test
  void doesNotStartAfterAStopRequest() {
    assertStopped(shell(() -> true, LONG, "touch started"));
    assertThat(directory.resolve("started")).doesNotExist();
  }

  @Test
  void aStopRequestSendsTermToTheProcessGroup() throws IOException {
    assertStopped(
        shell(
            when("pid"),
            LONG,
            "sh -c 'trap \"echo bye >child; exit\" TERM; echo $$ >pid.new; mv pid.new pid;"
                + " while :; do sleep 0.02; done' & trap 'echo bye >shell; exit' TERM; wait"));
    assertThat(content("child")).isEqualTo("bye\n");
    assertThat(content("shell")).isEqualTo("bye\n");
    awaitExit("pid");
    assertThat(log).containsExactly("backup=\"sh\" started");
  }

  /**
   * The shells with a trap start no long-running process: SIGTERM is lost if it reaches a process
   * between its fork and the removal of the shell's trap there.
   */
  @Test
  void waitsForMembersOfTheGroupThatOutliveTheLeader() throws IOException {
    assertStopped(
        shell(
            when("pid"),
            LONG,
            """
            export leader=$$
            sh -c '
              trap "while kill -0 $leader 2>/dev/null; do sleep 0.02; done; echo bye >child; exit" TERM
              echo $$ >pid
              while :; do sleep 0.02; done' &
            wait\
            """));
    assertThat(content("child")).isEqualTo("bye\n");
  }

  @Test
  void killsAProcessThatIgnoresTermAfterTheGracePeriod() throws IOException {
    assertStopped(
        shell(
            when("pid"),
            Duration.ofMillis(300),
            "trap '' TERM; sh -c 'echo $$ >pid; while :; do sleep 600; done' & wait; sleep 600"));
    awaitExit("pid");
  }

  @Test
  void runsInParallelInVirtualThreads() throws Exception {
    // each waits for the other: with only one thread they would never finish
    BackupCommand one =
        shell(
            BackupCommandTest::never, LONG, "echo >a; until [ -e b ]; do sleep 0.02; done; echo x");
    BackupCommand two =
        shell(
            BackupCommandTest::never, LONG, "echo >b; until [ -e a ]; do sleep 0.02; done; echo y");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first = threads.submit(() -> run(one));
      Future<Boolean> second = threads.submit(() -> run(two));
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
    }
  }

  @Test
  void anInterruptKillsTheGroup() throws Exception {
    BackupCommand command =
        shell(BackupCommandTest::never, LONG, "sh -c 'echo $$ >pid; sleep 600' & wait");
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                run(command);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (!when("pid").getAsBoolean()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    awaitExit("pid");
  }
}
