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
import org.lsst.qserv.entrypoint.plan.PlanText;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Runs an old command line that upgraded schemas: each of today's lines, whatever the others do,
 * until a signal asks for an end.
 */
public final class LegacyUpgradeCommand {
  private static final String EXPLAIN = "explain";
  private static final String CHANGED = "--changed";
  private static final String OUTPUT = "--output";

  private final Host host;
  private final ToIntFunction<List<String>> run;
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * The command.
   *
   * @param run runs a command line
   */
  public LegacyUpgradeCommand(Host host, ToIntFunction<List<String>> run) {
    this.host = host;
    this.run = run;
  }

  /**
   * Runs them.
   *
   * @param before the words before the old command
   * @return the exit code of all together
   */
  public int run(List<String> before, LegacyUpgrade.Lines today) {
    today.warnings().forEach(warning -> warn(warning.what() + "; " + warning.fix()));
    if (today.dryRun() || before.contains(EXPLAIN)) {
      today.lines().forEach(line -> host.out().println(text(line)));
      if (!today.dryRun()) {
        look(before, today);
      }
      return ExitCode.OK.number();
    }
    warn("this counts as maintenance: schemas are upgraded in every mode");
    Signals.onEndWanted(host, () -> stop.set(true));
    Deque<List<RedactedText>> left = new ArrayDeque<>(today.lines());
    List<ExitCode> failures = new ArrayList<>();
    while (!left.isEmpty() && !stop.get()) {
      ExitCode code = run(before, left.removeFirst());
      if (code != ExitCode.OK) {
        failures.add(code);
      }
    }
    if (!left.isEmpty()) {
      failures.add(stopped(left.getFirst()));
    }
    return ExitCode.together(failures).number();
  }

  private ExitCode run(List<String> before, List<RedactedText> line) {
    host.err().println("today: " + text(line));
    return code(before, line);
  }

  private ExitCode code(List<String> before, List<RedactedText> line) {
    List<String> words = new ArrayList<>(before);
    line.forEach(word -> words.add(word.value()));
    return ExitCode.of(run.applyAsInt(words));
  }

  /** Where the schemas are. One that cannot be asked says why, and this page has not failed. */
  private void look(List<String> before, LegacyUpgrade.Lines today) {
    List<String> options = withoutThoseOfExplain(before);
    for (List<RedactedText> line : today.statusLines()) {
      ExitCode _ = code(options, line);
    }
  }

  private static List<String> withoutThoseOfExplain(List<String> words) {
    List<String> left = new ArrayList<>();
    Iterator<String> all = words.iterator();
    while (all.hasNext()) {
      String word = all.next();
      if (word.equals(OUTPUT) && all.hasNext()) {
        all.next();
      } else if (!word.equals(EXPLAIN) && !word.equals(CHANGED) && !word.startsWith(OUTPUT + "=")) {
        left.add(word);
      }
    }
    return left;
  }

  private ExitCode stopped(List<RedactedText> next) {
    Failure failure =
        new Failure(
            ExitCode.TRY_AGAIN,
            "stopped as asked, before: " + text(next),
            "run the same command again: what is done is not done again");
    host.err().println(failure.getMessage());
    return failure.exit();
  }

  private void warn(String text) {
    host.err().println("warning: " + text);
  }

  private static String text(List<RedactedText> line) {
    return "entrypoint " + PlanText.command(line);
  }
}
