// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.legacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.legacy.LegacyUpgrade;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Runs a legacy command line that upgrades schemas. Runs each of its current command lines even if
 * others fail, until a signal requests a stop.
 */
public final class LegacyUpgradeCommand {
  private static final String EXPLAIN = "explain";
  private static final String CHANGED = "--changed";
  private static final String OUTPUT = "--output";

  private final Host host;
  private final ToIntFunction<List<String>> run;
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * Creates the command.
   *
   * @param run runs a command line and returns its exit code
   */
  public LegacyUpgradeCommand(Host host, ToIntFunction<List<String>> run) {
    this.host = host;
    this.run = run;
  }

  /**
   * Runs the current command lines.
   *
   * @param before the arguments before the legacy command
   * @return the combined exit code
   */
  public int run(List<String> before, LegacyUpgrade.Lines upgrade) {
    upgrade.warnings().forEach(warning -> warn(warning.what() + "; " + warning.fix()));
    if (upgrade.dryRun() || before.contains(EXPLAIN)) {
      upgrade.lines().forEach(line -> host.out().println(text(line)));
      if (!upgrade.dryRun()) {
        printStatus(before, upgrade);
      }
      return ExitCode.OK.number();
    }
    warn("implies mode maintenance: schemas are upgraded in every mode");
    Signals.onShutdownRequested(host, () -> stop.set(true));
    Deque<List<RedactedText>> pending = new ArrayDeque<>(upgrade.lines());
    List<ExitCode> failures = new ArrayList<>();
    while (!pending.isEmpty() && !stop.get()) {
      ExitCode code = run(before, pending.removeFirst());
      if (code != ExitCode.OK) {
        failures.add(code);
      }
    }
    if (!pending.isEmpty()) {
      failures.add(stopped(pending.getFirst()));
    }
    return ExitCode.combine(failures).number();
  }

  private ExitCode run(List<String> before, List<RedactedText> line) {
    host.err().println("running: " + text(line));
    return code(before, line);
  }

  private ExitCode code(List<String> before, List<RedactedText> line) {
    List<String> arguments = new ArrayList<>(before);
    line.forEach(argument -> arguments.add(argument.value()));
    return ExitCode.of(run.applyAsInt(arguments));
  }

  /**
   * Prints the status of each schema. A status that cannot be read is reported, but the command
   * does not fail.
   */
  private void printStatus(List<String> before, LegacyUpgrade.Lines upgrade) {
    List<String> options = withoutExplainOptions(before);
    for (List<RedactedText> line : upgrade.statusLines()) {
      ExitCode _ = code(options, line);
    }
  }

  private static List<String> withoutExplainOptions(List<String> arguments) {
    List<String> others = new ArrayList<>();
    Iterator<String> all = arguments.iterator();
    while (all.hasNext()) {
      String argument = all.next();
      if (argument.equals(OUTPUT) && all.hasNext()) {
        all.next();
      } else if (!argument.equals(EXPLAIN)
          && !argument.equals(CHANGED)
          && !argument.startsWith(OUTPUT + "=")) {
        others.add(argument);
      }
    }
    return others;
  }

  private ExitCode stopped(List<RedactedText> next) {
    Failure failure =
        new Failure(
            ExitCode.TRY_AGAIN,
            "stopped as requested, before: " + text(next),
            "run the same command again to resume");
    host.err().println(failure.getMessage());
    return failure.exit();
  }

  private void warn(String text) {
    host.err().println("warning: " + text);
  }

  private static String text(List<RedactedText> line) {
    return "entrypoint " + PlanFormatter.command(line);
  }
}
