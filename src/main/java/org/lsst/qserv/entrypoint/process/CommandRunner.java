// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Runs a program of the image to its end. If the launcher dies, the kernel kills the program. */
public final class CommandRunner {
  private static final int KEPT = 4000;

  /** Some tools need hours, and nobody can tell how many. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** Writes what a program reads from its standard input; it may be larger than memory. */
  @FunctionalInterface
  public interface Input {
    /**
     * Writes all of it.
     *
     * @throws IOException if the program does not read on
     */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** What became of a program, and all that it printed. */
  public record Outcome(int exit, String output) {}

  private final String user;
  private final Optional<String> searchPath;
  private final UnaryOperator<String> redaction;

  /**
   * A way to run programs.
   *
   * @param user who needs them, for messages
   * @param searchPath the variable PATH
   */
  public CommandRunner(String user, Optional<String> searchPath) {
    this(user, searchPath, UnaryOperator.identity());
  }

  private CommandRunner(String user, Optional<String> searchPath, UnaryOperator<String> redaction) {
    this.user = user;
    this.searchPath = searchPath;
    this.redaction = redaction;
  }

  /**
   * Returns the same with secrets hidden in what a failed program printed.
   *
   * @param redaction replaces the secrets in a text
   */
  public CommandRunner redacting(UnaryOperator<String> redaction) {
    return new CommandRunner(user, searchPath, redaction);
  }

  /**
   * Runs a program.
   *
   * @param input what it reads from its standard input
   * @return all that it printed
   * @throws Failure 127 or 126 if it cannot be run, 69 with its last words if it fails
   */
  public String run(List<String> command, String input) throws InterruptedException {
    return run(command, text(input));
  }

  /** As {@link #run(List, String)}. */
  public String run(List<String> command, Input input) throws InterruptedException {
    Outcome outcome = execute(command, input, FOREVER).orElseThrow();
    if (outcome.exit() != 0) {
      String printed = redaction.apply(outcome.output());
      throw failed(Path.of(command.getFirst()), outcome.exit(), printed);
    }
    return outcome.output();
  }

  /**
   * Runs a program whose failure is an answer.
   *
   * @param input what it reads from its standard input
   * @throws Failure 127 or 126 if it cannot be run
   */
  public Outcome execute(List<String> command, String input) throws InterruptedException {
    return execute(command, text(input), FOREVER).orElseThrow();
  }

  /**
   * Runs a program to its end and stores what it prints to its standard output in a file; its
   * standard error is discarded.
   *
   * @throws Failure 127 or 126 if it cannot be run, 69 if it fails
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
      process.destroyForcibly();
    }
  }

  /**
   * Runs a program that should be quick.
   *
   * @return nothing if it did not end in time; it is killed, and what it started too
   * @throws Failure 127 or 126 if it cannot be run
   */
  public Optional<Outcome> executeWithin(Duration limit, List<String> command)
      throws InterruptedException {
    return execute(command, text(""), limit);
  }

  private Optional<Outcome> execute(List<String> command, Input input, Duration limit)
      throws InterruptedException {
    Process process = start(command, builder -> {});
    try {
      OutputReader output = OutputReader.collect(process);
      write(process, input);
      if (!process.waitFor(limit)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        return Optional.empty();
      }
      return Optional.of(new Outcome(process.exitValue(), output.awaitEnd()));
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Runs a program and passes on each line as soon as it is printed.
   *
   * @param lines called in another thread, but not any more when this method has returned
   * @return the exit code
   * @throws Failure 127 or 126 if it cannot be run
   */
  public int follow(List<String> command, Consumer<String> lines) throws InterruptedException {
    Process process = start(command, builder -> {});
    try {
      OutputReader output = OutputReader.follow(process, lines);
      int exit = process.waitFor();
      String _ = output.awaitEnd();
      return exit;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts a program that leads a process group, with an empty standard input. */
  Process startGroup(List<String> command, Map<String, String> environment) {
    return start(
        List.of("setsid"),
        command,
        builder -> {
          builder.redirectInput(new File("/dev/null"));
          builder.environment().putAll(environment);
        });
  }

  /**
   * Starts a program and leaves it running. What it says to stderr goes to the launcher's. The
   * kernel kills it when the calling thread ends, so that has to be one that lives as long.
   *
   * @throws Failure 127 or 126 if it cannot be run
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
   * The file of a program.
   *
   * @throws Failure 127 or 126 if it cannot be run
   */
  public Path find(String program) {
    return ProgramLookup.find(program, searchPath, user);
  }

  private Process start(List<String> command, Consumer<ProcessBuilder> change) {
    return start(List.of(), command, change);
  }

  /** Starts a program by way of another that becomes it. */
  private Process start(
      List<String> before, List<String> command, Consumer<ProcessBuilder> change) {
    Path program = find(command.getFirst());
    List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
    words.addAll(before);
    words.add(program.toString());
    words.addAll(command.subList(1, command.size()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    change.accept(builder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.NOT_FOUND,
          "'" + program + "' cannot be started (" + e.getMessage() + ")",
          "use an image that has it and setpriv");
    }
  }

  private static Input text(String text) {
    return stream -> stream.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Process process, Input input) throws InterruptedException {
    try (OutputStream stream = process.getOutputStream()) {
      input.writeTo(stream);
    } catch (IOException e) {
      // it ended before it read all: its exit code and last words say why
      process.waitFor();
    }
  }

  /** Returns the failure of a program that ended with another exit code than 0. */
  public static Failure failed(Path program, int code, String printed) {
    String last = printed.substring(Math.max(0, printed.length() - KEPT)).strip();
    return new Failure(
        ExitCode.UNAVAILABLE,
        program.getFileName()
            + " failed with exit code "
            + code
            + (last.isEmpty() ? "" : ":\n" + last),
        "fix the reported error and run the command again");
  }
}
