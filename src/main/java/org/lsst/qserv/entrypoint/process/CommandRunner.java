// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Runs external programs. The kernel kills a program when the thread that started it exits ({@code
 * PR_SET_PDEATHSIG}), so call from a thread that lives at least as long.
 */
public final class CommandRunner {
  private static final int MAX_REPORTED_CHARS = 4000;

  /** No timeout: some tools need an unpredictable number of hours. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** Writes the standard input of a program, which may be larger than memory. */
  @FunctionalInterface
  public interface Input {
    /**
     * Writes the whole input.
     *
     * @throws IOException if the program stops reading
     */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** The exit code of a program, and its output. */
  public record CommandResult(int exit, String output) {}

  private final String requiredBy;
  private final Optional<String> searchPath;
  private final UnaryOperator<String> redaction;

  /**
   * Creates a runner.
   *
   * @param requiredBy the component or setting that requires the programs, for messages
   * @param searchPath the value of PATH; empty for a default
   */
  public CommandRunner(String requiredBy, Optional<String> searchPath) {
    this(requiredBy, searchPath, UnaryOperator.identity());
  }

  private CommandRunner(
      String requiredBy, Optional<String> searchPath, UnaryOperator<String> redaction) {
    this.requiredBy = requiredBy;
    this.searchPath = searchPath;
    this.redaction = redaction;
  }

  /**
   * Returns a runner that redacts secrets in the output of failed programs.
   *
   * @param redaction replaces the secrets in a string
   */
  public CommandRunner redacting(UnaryOperator<String> redaction) {
    return new CommandRunner(requiredBy, searchPath, redaction);
  }

  /**
   * Runs a program until it exits.
   *
   * @param input the standard input of the program
   * @return its output, standard error included
   * @throws Failure with exit code 127 or 126 if it cannot be run, 69 with the end of its output if
   *     it fails
   */
  public String run(List<String> command, String input) throws InterruptedException {
    return run(command, text(input));
  }

  /** Runs a program as {@link #run(List, String)} does. */
  public String run(List<String> command, Input input) throws InterruptedException {
    CommandResult result = execute(command, input, FOREVER).orElseThrow();
    if (result.exit() != 0) {
      String printed = redaction.apply(result.output());
      throw failed(Path.of(command.getFirst()), result.exit(), printed);
    }
    return result.output();
  }

  /**
   * Runs a program and returns its exit code, even if it fails.
   *
   * @param input the standard input of the program
   * @throws Failure with exit code 127 or 126 if it cannot be run
   */
  public CommandResult execute(List<String> command, String input) throws InterruptedException {
    return execute(command, text(input), FOREVER).orElseThrow();
  }

  /**
   * Runs a program and writes its standard output to a file. Discards its standard error.
   *
   * @throws Failure with exit code 127 or 126 if it cannot be run, 69 if it fails
   */
  public void store(List<String> command, Path file) throws InterruptedException {
    Process process =
        start(
            command,
            builder ->
                builder
                    .redirectErrorStream(false)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(file.toFile())
                    .redirectError(Redirect.DISCARD));
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw failed(Path.of(command.getFirst()), exit, "");
      }
    } finally {
      killTree(process);
    }
  }

  /**
   * Runs a program with a timeout.
   *
   * @return empty if it did not finish in time; it is killed with all its descendants
   * @throws Failure with exit code 127 or 126 if it cannot be run
   */
  public Optional<CommandResult> executeWithin(Duration timeout, List<String> command)
      throws InterruptedException {
    return execute(command, text(""), timeout);
  }

  private Optional<CommandResult> execute(List<String> command, Input input, Duration timeout)
      throws InterruptedException {
    Process process = start(command, builder -> {});
    try {
      OutputReader output = OutputReader.collect(process);
      write(process, input);
      if (!process.waitFor(timeout)) {
        return Optional.empty();
      }
      return Optional.of(new CommandResult(process.exitValue(), output.awaitEnd()));
    } finally {
      killTree(process);
    }
  }

  /**
   * Runs a program and passes on each line of its output immediately.
   *
   * @param lines called in another thread, but never after this method has returned
   * @return the exit code
   * @throws Failure with exit code 127 or 126 if it cannot be run
   */
  public int follow(List<String> command, Consumer<String> lines) throws InterruptedException {
    Process process = start(command, builder -> {});
    try {
      OutputReader output = OutputReader.follow(process, lines);
      int exit = process.waitFor();
      String _ = output.awaitEnd();
      return exit;
    } finally {
      killTree(process);
    }
  }

  /** Kills a program that has not exited, with all its descendants. */
  private static void killTree(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Starts a program as the leader of a process group, with an empty standard input. */
  Process startGroup(List<String> command, Map<String, String> environment) {
    return startChild(
        ChildCommand.ofSession(SignalName.KILL, find(command.getFirst()), command),
        command,
        builder -> {
          builder.redirectInput(new File("/dev/null"));
          builder.environment().putAll(environment);
        });
  }

  /**
   * Starts a program and returns immediately. It inherits the standard error of the launcher. The
   * kernel kills it when the calling thread exits, so that thread must live as long as the program.
   *
   * @throws Failure with exit code 127 or 126 if it cannot be run
   */
  public RunningCommand start(List<String> command) {
    return new RunningCommand(
        start(
            command,
            builder ->
                builder
                    .redirectErrorStream(false)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)));
  }

  /**
   * Returns the file of a program.
   *
   * @throws Failure with exit code 127 or 126 if it cannot be run
   */
  public Path find(String program) {
    return ProgramLookup.find(program, searchPath, requiredBy);
  }

  private Process start(List<String> command, Consumer<ProcessBuilder> change) {
    return startChild(
        ChildCommand.of(SignalName.KILL, find(command.getFirst()), command), command, change);
  }

  private Process startChild(
      List<String> childCommand, List<String> command, Consumer<ProcessBuilder> change) {
    ProcessBuilder builder = new ProcessBuilder(childCommand).redirectErrorStream(true);
    change.accept(builder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.NOT_FOUND,
              "'" + command.getFirst() + "' cannot be started (" + e.getMessage() + ")",
              "check that the image has all files of the launcher")
          .causedBy(e);
    }
  }

  private static Input text(String text) {
    return stream -> stream.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Process process, Input input) throws InterruptedException {
    try (OutputStream stream = process.getOutputStream()) {
      input.writeTo(stream);
    } catch (IOException e) {
      // it exited before it read all input: its exit code and output report the reason
      process.waitFor();
    }
  }

  /** Returns the failure of a program that exited with a nonzero exit code. */
  public static Failure failed(Path program, int code, String printed) {
    String last = printed.substring(Math.max(0, printed.length() - MAX_REPORTED_CHARS)).strip();
    return new Failure(
        ExitCode.UNAVAILABLE,
        program.getFileName()
            + " failed with exit code "
            + code
            + (last.isEmpty() ? "" : ":\n" + last),
        "fix the reported error and run the command again");
  }
}
