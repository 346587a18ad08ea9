// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the command {@code entrypoint}, which is written in C, with a shell script instead of Java.
 * What it does as PID 1 and as root is tested in the image, by {@code EntrypointCommandIT}.
 */
@Timeout(60)
final class NativeCommandTest {
  private static final Path COMMAND =
      Path.of("target/classes/native", System.getProperty("os.arch") + "-entrypoint")
          .toAbsolutePath();

  private record Outcome(int exit, String out, String err) {}

  @TempDir private Path home;

  @BeforeEach
  void installAShellScriptInsteadOfJava() throws IOException {
    install("printf '%s\\n' \"$@\"");
  }

  private void install(String script) throws IOException {
    Path java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(home.resolve("err").toFile());
    // uid 0 keeps root, which could not read the temporary directory otherwise
    builder
        .environment()
        .putAll(Map.of("ENTRYPOINT_HOME", home.toString(), "ENTRYPOINT_USER", "0"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(home.resolve("err")));
  }

  private List<String> options(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(environment, arguments).out().lines().toList();
  }

  @Test
  void passesItsUnitTests() throws IOException, InterruptedException {
    Path program = home.resolve("entrypoint_test");
    List<String> compile =
        new ArrayList<>(
            List.of(
                Optional.ofNullable(System.getenv("CC")).orElse("cc"),
                "-D_GNU_SOURCE",
                "-Wall",
                "-Werror",
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover",
                "-Isrc/main/c/entrypoint",
                "-o",
                program.toString(),
                "src/test/c/entrypoint_test.c"));
    try (Stream<Path> sources = Files.list(Path.of("src/main/c/entrypoint"))) {
      sources
          .map(Path::toString)
          .filter(source -> source.endsWith(".c") && !source.endsWith("/main.c"))
          .forEach(compile::add);
    }
    for (List<String> command : List.of(compile, List.of(program.toString()))) {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      // memory is never freed, because another program is executed
      builder.environment().put("ASAN_OPTIONS", "detect_leaks=0");
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
    }
  }

  @Test
  void isSmallAndNamesNoPathOfTheBuild() throws IOException {
    String content = Files.readString(COMMAND, StandardCharsets.ISO_8859_1);
    assertThat(content.length()).isLessThan(1_000_000);
    assertThat(content.contains(Path.of("").toAbsolutePath().toString())).isFalse();
  }

  @Test
  void executesJavaWithItsOptionsAndTheArguments() throws IOException, InterruptedException {
    assertThat(run(Map.of("ENTRYPOINT_JAVA_OPTIONS", " -Xa\t-Xb=1\n"), "worker", "é $x", "", "*"))
        .isEqualTo(
            new Outcome(
                0,
                """
                @HOME/lib/jvm.options
                -XX:AOTCache=HOME/lib/launch.aot
                -Dentrypoint.settings=HOME/lib/settings.compact
                -Dentrypoint.native=HOME/lib/libentrypoint.so
                -Dentrypoint.command=HOME/bin/entrypoint
                -Xa
                -Xb=1
                -cp
                HOME/lib/entrypoint.jar
                org.lsst.qserv.entrypoint.Main
                worker
                é $x

                *
                """
                    .replace("HOME", home.toString()),
                ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe live",
        "--log-level DEBUG probe ready",
        "--log-level=DEBUG --log-format json probe",
        "schema upgrade --module worker",
        "status",
        "mode show",
        "init",
        "cluster status"
      })
  void usesTheCacheOfToolsForCommandsThatProbeOrConnect(String arguments)
      throws IOException, InterruptedException {
    assertThat(options(Map.of(), arguments.split(" ", -1)))
        .contains("-XX:AOTCache=" + home + "/lib/tools.aot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"worker probe", "--log-level probe worker", "--log-level", "--help", "explain"})
  void usesTheCacheOfLaunchesForOtherCommands(String arguments)
      throws IOException, InterruptedException {
    assertThat(options(Map.of(), arguments.split(" ", -1)))
        .contains("-XX:AOTCache=" + home + "/lib/launch.aot");
  }

  @Test
  void keepsVariablesWhoseNamesAreNoIdentifiers() throws IOException, InterruptedException {
    install("cat /proc/$$/environ | tr '\\0' '\\n'");
    assertThat(options(Map.of("my.site", "1", "a-b", "x=y", "PWD", "/p", "SHLVL", "0")))
        .contains("my.site=1", "a-b=x=y", "PWD=/p", "SHLVL=0");
  }

  @Test
  void ignoresTheSignalsOfServices() throws IOException, InterruptedException {
    install("grep SigIgn /proc/$$/status");
    long ignored =
        Long.parseUnsignedLong(options(Map.of()).getFirst().substring("SigIgn:\t".length()), 16);
    assertThat(ignored & 0xa00).isEqualTo(0xa00); // USR1 is 10, USR2 is 12
  }

  @Test
  void reportsAnIncompleteLauncher() throws IOException, InterruptedException {
    Files.delete(home.resolve("runtime/bin/java"));
    assertThat(run(Map.of(), "worker"))
        .isEqualTo(
            new Outcome(
                127,
                "",
                "error: the launcher is incomplete: "
                    + home
                    + "/runtime/bin/java does not exist\n  fix: rebuild the image with ./dev image,"
                    + " or set ENTRYPOINT_HOME to the launcher's directory\n"));
  }

  private Outcome child(String signal, List<String> command)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("exec-child", signal, Long.toString(ProcessHandle.current().pid())));
    arguments.addAll(command);
    return run(Map.of(), arguments.toArray(String[]::new));
  }

  @Test
  void startsAChildInASessionOfItsOwn() throws IOException, InterruptedException {
    String leads =
        "read -r pid name state parent group session rest </proc/$$/stat; [ $pid = $session ]";
    assertThat(child("TERM", List.of("sh", "-c", leads)).exit()).isOne();
    assertThat(child("TERM", List.of("--new-session", "sh", "-c", leads)).exit()).isZero();
  }

  /** The child prints only if it handles the signal. Java would close a pipe with the parent. */
  @ParameterizedTest
  @CsvSource({"KILL, ''", "TERM, terminated"})
  void sendsTheSignalToAChildWhenItsParentIsKilled(String signal, String printed) throws Exception {
    String child =
        "trap 'echo terminated; exit' TERM; echo started >&2; while :; do sleep 0.05; done";
    Path output = home.resolve("output");
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" exec-child $1 $$ sh -c \"$2\"; echo after the child",
                COMMAND.toString(),
                signal,
                child)
            .redirectOutput(output.toFile())
            .start();
    try (BufferedReader started = parent.errorReader()) {
      assertThat(started.readLine()).isEqualTo("started");
      ProcessHandle process = parent.children().findFirst().orElseThrow();
      parent.destroyForcibly();
      process.onExit().get(60, TimeUnit.SECONDS);
      assertThat(output).hasContent(printed);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "KILL, 137"})
  void doesNotExecuteAChildWhoseParentIsGone(String signal, int exit)
      throws IOException, InterruptedException {
    String other = Long.toString(ProcessHandle.current().parent().orElseThrow().pid());
    assertThat(run(Map.of(), "exec-child", signal, other, "echo", "executed"))
        .isEqualTo(new Outcome(exit, "", ""));
  }

  @Test
  void reportsAChildThatCannotBeExecuted() throws IOException, InterruptedException {
    Path data = Files.writeString(home.resolve("data"), "\1");
    assertThat(child("TERM", List.of(data.toString())))
        .isEqualTo(
            new Outcome(
                126,
                "",
                "error: '"
                    + data
                    + "' cannot be executed: Permission denied\n  fix: install a binary for this"
                    + " architecture, and make it executable\n"));
    assertThat(child("KILL", List.of("/no/such/program")).exit()).isEqualTo(127);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TERM", "TERM sleep 1", "HUP 1 sleep 1", "KILL 1 --new-session"})
  void rejectsAnIncompleteCommandForAChild(String arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("exec-child"));
    command.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1)));
    assertThat(run(Map.of(), command.toArray(String[]::new)))
        .isEqualTo(
            new Outcome(
                64,
                "",
                "error: usage: entrypoint exec-child {TERM|KILL} PARENT [--new-session] PROGRAM"
                    + " [ARGUMENT...]\n  fix: run entrypoint --help for the commands\n"));
  }
}
