// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a file with the service's own program before the file is installed. */
public final class FileCheck {
  private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);
  private static final int MAX_LINES = 10;

  /** A check only reads a file, so a longer one is blocked. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Settings settings;
  private final CommandRunner runner;
  private final Duration timeout;

  /**
   * Creates a check.
   *
   * @param settings the settings whose secrets are redacted in the program's output
   */
  public FileCheck(Settings settings, CommandRunner runner) {
    this(settings, runner, DEFAULT_TIMEOUT);
  }

  FileCheck(Settings settings, CommandRunner runner, Duration timeout) {
    this.settings = settings;
    this.runner = runner;
    this.timeout = timeout;
  }

  /**
   * Runs the command. Logs a warning if the program is not in this image.
   *
   * @param target the path where the file will be installed, for messages
   * @throws Failure with exit code 65 if the program exits with a code other than 0, 69 after a
   *     timeout
   */
  public void run(Path template, Path target, List<RedactedText> command)
      throws InterruptedException {
    Optional<CommandRunner.CommandResult> completed;
    try {
      completed = runner.executeWithin(timeout, command.stream().map(RedactedText::value).toList());
    } catch (Failure e) {
      if (e.exit() != ExitCode.NOT_FOUND) {
        throw e;
      }
      LOG.warn("{} is not checked: {}", target, e.problems().getFirst().what());
      return;
    }
    String what = template + ": check of the rendered file " + target;
    String shown = command.stream().map(RedactedText::shown).collect(Collectors.joining(" "));
    if (completed.isEmpty()) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          what + " did not finish within " + timeout.toSeconds() + " s: " + shown,
          "run this command yourself to see why it does not finish, or set templates.check=false");
    }
    CommandRunner.CommandResult outcome = completed.get();
    if (outcome.exit() != 0) {
      throw new Failure(
          ExitCode.BAD_DATA,
          what
              + " failed with exit code "
              + outcome.exit()
              + ": "
              + shown
              + relevantLines(outcome.output()),
          "fix the template or the settings that it uses");
    }
  }

  /**
   * Returns lines with errors, because a server prints its help after them; else the last lines.
   */
  private String relevantLines(String output) {
    List<String> lines = settings.redactSecrets(output).lines().filter(l -> !l.isBlank()).toList();
    List<String> errors =
        lines.stream().filter(line -> line.toLowerCase(Locale.ROOT).contains("[error]")).toList();
    List<String> relevant = errors.isEmpty() ? lines : errors;
    return relevant.stream()
        .skip(Math.max(0, relevant.size() - MAX_LINES))
        .map(line -> "\n    " + line)
        .collect(Collectors.joining());
  }
}
