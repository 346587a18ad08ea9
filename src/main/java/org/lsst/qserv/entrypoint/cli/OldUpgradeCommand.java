package org.lsst.qserv.entrypoint.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.legacy.OldUpgrade;
import org.lsst.qserv.entrypoint.plan.PlanText;

/**
 * Runs an old command line that upgraded schemas: each of today's lines, whatever the others do.
 */
final class OldUpgradeCommand {
  private static final String EXPLAIN = "explain";

  private final Host host;
  private final ToIntFunction<List<String>> run;

  /**
   * The command.
   *
   * @param run runs a command line
   */
  OldUpgradeCommand(Host host, ToIntFunction<List<String>> run) {
    this.host = host;
    this.run = run;
  }

  /**
   * Runs them.
   *
   * @param before the words before the old command
   * @return 0, or the exit code of the first line that failed
   */
  int run(List<String> before, OldUpgrade.Lines today) {
    if (today.dryRun() || before.contains(EXPLAIN)) {
      today.lines().forEach(line -> host.out().println(text(line)));
      if (!today.dryRun()) {
        look(before, today);
      }
      return ExitCode.OK.number();
    }
    host.err().println("warning: this counts as maintenance: schemas are upgraded in every mode");
    int exit = ExitCode.OK.number();
    for (List<Masked> line : today.lines()) {
      host.err().println("today: " + text(line));
      int code = run(before, line);
      exit = exit == ExitCode.OK.number() ? code : exit;
    }
    return exit;
  }

  /** Where the schemas are. One that cannot be asked says why, and this page has not failed. */
  private void look(List<String> before, OldUpgrade.Lines today) {
    List<String> options = before.stream().filter(word -> !word.equals(EXPLAIN)).toList();
    for (List<Masked> line : today.looks()) {
      int _ = run(options, line);
    }
  }

  private int run(List<String> before, List<Masked> line) {
    List<String> words = new ArrayList<>(before);
    line.forEach(word -> words.add(word.value()));
    return run.applyAsInt(words);
  }

  private static String text(List<Masked> line) {
    return "entrypoint " + PlanText.command(line);
  }
}
