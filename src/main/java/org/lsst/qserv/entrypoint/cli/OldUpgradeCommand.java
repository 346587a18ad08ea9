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
      return ExitCode.OK.number();
    }
    host.err().println("warning: this counts as maintenance: schemas are upgraded in every mode");
    int exit = ExitCode.OK.number();
    for (List<Masked> line : today.lines()) {
      host.err().println("today: " + text(line));
      List<String> words = new ArrayList<>(before);
      line.forEach(word -> words.add(word.value()));
      int code = run.applyAsInt(words);
      exit = exit == ExitCode.OK.number() ? code : exit;
    }
    return exit;
  }

  private static String text(List<Masked> line) {
    return "entrypoint " + PlanText.command(line);
  }
}
