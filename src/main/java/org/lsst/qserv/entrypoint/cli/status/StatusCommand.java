// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.health.CurrentStates;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StatusTable;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.readiness.Checker;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the state of each component of this container. */
public final class StatusCommand implements Callable<Integer> {
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final String NONE = "no component is running in this container";
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag watch = new Flag("--watch", "Print the states again every second.");

  public StatusCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(output.spec()).addOption(watch.spec());
    spec.usageMessage()
        .description(
            "Print the state of each component of this container. The exit code is 1 if no launch is"
                + " running in this container.")
        .footer("Example: docker exec CONTAINER entrypoint status --watch");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean json = output.format().equals("json");
    Path directory = Path.of(settingsOptions.readCore().string("paths.state"));
    CurrentStates current = new CurrentStates(host, directory, new Checker(CHECK_TIMEOUT)::run);
    boolean found = print(current.read(), json, directory);
    while (watch.isGiven()) {
      host.time().sleep(INTERVAL);
      host.out().print(host.supportsTerminalControl() && !json ? CLEAR_SCREEN : "");
      found = print(current.read(), json, directory);
    }
    return found ? ExitCode.OK.number() : ExitCode.CHECK_FAILED.number();
  }

  private boolean print(List<StateDocument> states, boolean json, Path directory) {
    if (json) {
      host.out().println(CurrentStates.json(states));
    } else if (states.isEmpty()) {
      host.err().println("error: " + NONE + " (no current state in " + directory + ")");
      host.err().println("fix: launch a role or a component, or check paths.state");
    } else {
      StatusTable table = new StatusTable(host.supportsTerminalControl());
      states.forEach(table::add);
      host.out().print(table);
      for (StateDocument state : states) {
        if (!state.mode().problem().isEmpty()) {
          host.out().println(state.mode().problem());
        }
      }
    }
    host.out().flush();
    return !states.isEmpty();
  }
}
