// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.mode;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.KeywordParameter;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.ModeRequest;
import org.lsst.qserv.entrypoint.mode.Mode;
import picocli.CommandLine.Model.CommandSpec;

/** Changes the mode of this container without restarting its databases. */
final class ModeSetCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final KeywordParameter<Mode> mode =
      new KeywordParameter<>(
          "mode",
          "use 'mode set full' or 'mode set maintenance'",
          "full|maintenance",
          "The mode to change to.",
          Mode::of);
  private final Flag wait =
      new Flag(
          "--wait",
          "Wait up to "
              + TIMEOUT.toMinutes()
              + " minutes until every component runs or is parked as the mode requires.");

  ModeSetCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(mode.spec()).addOption(wait.spec());
    spec.usageMessage()
        .description(
            "Change the mode of this container. Supervised and parked components follow within a"
                + " second; databases keep running. The mode persists across restarts until the"
                + " setting 'mode' is changed.")
        .footer("Example: docker exec CONTAINER entrypoint mode set maintenance --wait");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Mode requested = mode.value();
    ModeRequest request = new ModeRequest(host, settingsOptions.readCore());
    request.set(requested);
    if (wait.isGiven()) {
      request.await(requested, TIMEOUT);
    }
    host.out().println(requested);
    return ExitCode.OK.number();
  }
}
