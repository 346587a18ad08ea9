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

/** Reports for each component of this container whether it is alive, or whether it is ready. */
public final class ProbeCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final String LIVE = "live";
  private static final String READY = "ready";

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final PositionalParamSpec kind =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("live|ready")
          .description("live: not to be restarted; ready: accepts requests.")
          .build();

  public ProbeCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(kind);
    spec.usageMessage()
        .description(
            "Probe the components of this container. The exit code is 0 if all pass, else 1. Prints"
                + " one line per component: role, component, mode, state, start of the state,"
                + " and reason.")
        .footer("Example: docker exec CONTAINER entrypoint probe ready");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    String probeName = String.valueOf(kind.<Object>getValue());
    if (!probeName.equals(LIVE) && !probeName.equals(READY)) {
      throw new Failure(
          ExitCode.USAGE, "unknown probe '" + probeName + "'", "use probe live or probe ready");
    }
    Path directory = Path.of(settingsOptions.readCore().string("paths.state"));
    List<StateRecord> states = new StateFiles(directory).read();
    Probe probe = new Probe(host, new Checker(TIMEOUT)::ask);
    if (states.isEmpty()) {
      host.err()
          .println("no component was started in this container: no state file in " + directory);
    }
    boolean passed = !states.isEmpty();
    for (StateRecord state : states) {
      Verdict verdict = probeName.equals(LIVE) ? probe.live(state) : probe.ready(state);
      host.out().println(line(state, verdict));
      passed &= verdict.passed();
    }
    return passed ? ExitCode.OK.number() : ExitCode.NO.number();
  }

  private static String line(StateRecord state, Verdict verdict) {
    return String.join(
            " ",
            state.role(),
            state.component(),
            state.mode().toString(),
            verdict.state(),
            state.since().truncatedTo(ChronoUnit.SECONDS).toString(),
            verdict.reason())
        .strip();
  }
}
