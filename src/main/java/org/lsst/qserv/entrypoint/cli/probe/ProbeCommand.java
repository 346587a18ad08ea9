// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.Probe;
import org.lsst.qserv.entrypoint.health.Probe.Verdict;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.StateRecord;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.readiness.Checker;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Says of each component of this container whether it lives, or whether it serves. */
public final class ProbeCommand implements Callable<Integer> {
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static final String LIVE = "live";
  private static final String READY = "ready";

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final PositionalParamSpec question =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("live|ready")
          .description("Whether to leave it running, or whether it serves.")
          .build();

  public ProbeCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(question);
    spec.usageMessage()
        .description(
            "Exits with 0 for yes and 1 for no, and prints a line for each component of this"
                + " container: role, component, mode, state, since when, and why not.")
        .footer("Example: docker exec CONTAINER entrypoint probe ready");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    String word = String.valueOf(question.<Object>getValue());
    if (!word.equals(LIVE) && !word.equals(READY)) {
      throw new Failure(
          ExitCode.USAGE, "'" + word + "' is not a probe", "use probe live or probe ready");
    }
    Path directory = Path.of(settingsOptions.readCore().string("paths.state"));
    List<StateRecord> states = new StateFiles(directory).read();
    Probe probe = new Probe(host, new Checker(ANSWER)::ask);
    if (states.isEmpty()) {
      host.err().println("no component was started here: there is no state in " + directory);
    }
    boolean yes = !states.isEmpty();
    for (StateRecord state : states) {
      Verdict verdict = word.equals(LIVE) ? probe.live(state) : probe.ready(state);
      host.out().println(line(state, verdict));
      yes &= verdict.yes();
    }
    return yes ? ExitCode.OK.number() : ExitCode.NO.number();
  }

  private static String line(StateRecord state, Verdict verdict) {
    return String.join(
            " ",
            state.role(),
            state.component(),
            state.mode().toString(),
            verdict.word(),
            state.since().truncatedTo(ChronoUnit.SECONDS).toString(),
            verdict.reason())
        .strip();
  }
}
