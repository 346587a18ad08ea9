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

/** Asks a service's own program whether a file is good, before the file is installed. */
public final class FileCheck {
  private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);
  private static final int MOST_LINES = 10;

  /** Such a check reads a file; what takes longer waits for something that does not come. */
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

  private final Settings settings;
  private final CommandRunner tool;
  private final Duration limit;

  /**
   * A check.
   *
   * @param settings whose secrets are hidden in what the program prints
   */
  public FileCheck(Settings settings, CommandRunner tool) {
    this(settings, tool, USUAL_LIMIT);
  }

  FileCheck(Settings settings, CommandRunner tool, Duration limit) {
    this.settings = settings;
    this.tool = tool;
    this.limit = limit;
  }

  /**
   * Runs the command. A program that is not in this image is only warned of.
   *
   * @param target where the file will be, for the message
   * @throws Failure 65 if the program does not end with 0, 69 if it does not end in time
   */
  public void run(Path template, Path target, List<RedactedText> command)
      throws InterruptedException {
    Optional<CommandRunner.Outcome> ended;
    try {
      ended = tool.executeWithin(limit, command.stream().map(RedactedText::value).toList());
    } catch (Failure e) {
      if (e.exit() != ExitCode.NOT_FOUND) {
        throw e;
      }
      LOG.warn("{} is not checked: {}", target, e.problems().getFirst().what());
      return;
    }
    String what = template + ": the check of what it gives for " + target;
    String shown = command.stream().map(RedactedText::shown).collect(Collectors.joining(" "));
    if (ended.isEmpty()) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          what + " did not end within " + limit.toSeconds() + " s: " + shown,
          "look what the program waits for, or start with templates.check=false");
    }
    CommandRunner.Outcome outcome = ended.get();
    if (outcome.exit() != 0) {
      throw new Failure(
          ExitCode.BAD_DATA,
          what
              + " failed with exit code "
              + outcome.exit()
              + ": "
              + shown
              + tellingLines(outcome.output()),
          "mend the template, or the settings that it uses");
    }
  }

  /** What says error, for a server prints its whole help after that; else the last lines. */
  private String tellingLines(String output) {
    List<String> lines = settings.redactSecrets(output).lines().filter(l -> !l.isBlank()).toList();
    List<String> errors =
        lines.stream().filter(line -> line.toLowerCase(Locale.ROOT).contains("[error]")).toList();
    List<String> telling = errors.isEmpty() ? lines : errors;
    return telling.stream()
        .skip(Math.max(0, telling.size() - MOST_LINES))
        .map(line -> "\n    " + line)
        .collect(Collectors.joining());
  }
}
