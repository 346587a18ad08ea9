// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.mode;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.ModeRequest;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the effective mode and what determines it. */
final class ModeShowCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;

  ModeShowCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Print the effective mode of this container, and what determines it.")
        .footer("Example: docker exec CONTAINER entrypoint mode show");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    EffectiveMode mode = new ModeRequest(host, settingsOptions.readCore()).sources().effective();
    host.out().println(mode.mode() + " (" + mode.describeOrigin() + ")");
    return ExitCode.OK.number();
  }
}
