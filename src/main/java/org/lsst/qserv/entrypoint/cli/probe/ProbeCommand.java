// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.DurationOption;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.KeywordParameter;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.Probe;
import org.lsst.qserv.entrypoint.health.ProbeKind;
import org.lsst.qserv.entrypoint.health.ProbeReport;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.SystemCalls;
import org.lsst.qserv.entrypoint.readiness.Checker;
import picocli.CommandLine.Model.CommandSpec;

/** Reports for each component of this container whether it has started, is alive, or is ready. */
public final class ProbeCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final KeywordParameter<ProbeKind> kind =
      new KeywordParameter<>(
          "probe",
          "use 'probe startup', 'probe live' or 'probe ready'",
          "startup|live|ready",
          "startup: preparation has finished; live: no restart is needed; ready: accepts requests.",
          ProbeKind::of);
  private final Flag acceptParked =
      new Flag(
          "--accept-parked",
          "With ready: a component that does not run in the current mode passes.");
  private final Flag stopOutdated =
      new Flag(
          "--stop-outdated",
          "With live or ready: send SIGTERM to a running service that the current mode does not include, so"
              + " that the restart policy of the container starts it again as a parked process.");

  private final DurationOption wait =
      new DurationOption("--wait", "Repeat the probe until it passes, for at most this time.");

  public ProbeCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec =
        CommandModel.of(this)
            .addPositional(kind.spec())
            .addOption(acceptParked.spec())
            .addOption(wait.spec())
            .addOption(stopOutdated.spec());
    spec.usageMessage()
        .description(
            "Probe the components of this container. The exit code is 0 if all pass, else 1. Prints"
                + " one line per component: role, component, mode, state, time when it"
                + " entered that state, and reason.")
        .footer("Example: docker exec CONTAINER entrypoint probe ready --wait 60s");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProbeKind requested = kind.value();
    Duration timeout = wait.value().orElse(Duration.ZERO);
    Path directory = Path.of(settingsOptions.readCore().string("paths.state"));
    StateFiles files = new StateFiles(directory);
    ProbeReport report = new ProbeReport(new Probe(host, new Checker(TIMEOUT)::run));
    Polling polling = new Polling(host.time(), timeout, FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      List<StateDocument> states = files.read(host);
      ProbeReport.Result result = report.of(requested, states, acceptParked.isGiven());
      if (result.passed() || polling.isOver()) {
        return finish(result, report, states, directory);
      }
      polling.pause();
    }
  }

  private int finish(
      ProbeReport.Result result, ProbeReport report, List<StateDocument> states, Path directory) {
    if (states.isEmpty()) {
      throw new Failure(
          ExitCode.CHECK_FAILED,
          "no component is running in this container (no current state in " + directory + ")",
          "launch a role or a component, or check paths.state");
    }
    host.out().print(result.text());
    if (stopOutdated.isGiven()) {
      for (StateDocument outdated : report.of(ProbeKind.LIVE, states, false).failed()) {
        new SystemCalls().kill(outdated.identity().pid(), SignalName.TERM);
      }
    }
    return result.passed() ? ExitCode.OK.number() : ExitCode.CHECK_FAILED.number();
  }
}
