// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.mode;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.ModeRequest;
import org.lsst.qserv.entrypoint.mode.Mode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Changes the mode of this container without restarting its databases. */
final class ModeSetCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final PositionalParamSpec mode =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .type(String.class)
          .paramLabel("full|maintenance")
          .description("The mode to change to.")
          .build();
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
    CommandSpec spec = CommandModel.of(this).addPositional(mode).addOption(wait.spec());
    spec.usageMessage()
        .description(
            "Change the mode of this container. Supervised and parked components follow within a"
                + " second; databases keep running. The mode survives restarts until the setting"
                + " mode changes.")
        .footer("Example: docker exec CONTAINER entrypoint mode set maintenance --wait");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Mode requested = requested();
    ModeRequest request = new ModeRequest(host, settingsOptions.readCore());
    request.set(requested);
    if (wait.isGiven()) {
      request.await(requested, TIMEOUT);
    }
    host.out().println(requested);
    return ExitCode.OK.number();
  }

  private Mode requested() {
    String name = String.valueOf(mode.<Object>getValue());
    try {
      return Mode.of(name);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.USAGE, "unknown mode '" + name + "'", "use mode set full or maintenance")
          .causedBy(e);
    }
  }
}
