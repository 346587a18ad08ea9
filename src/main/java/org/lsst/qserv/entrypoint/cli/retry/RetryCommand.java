// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.retry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.RetryRequests;
import picocli.CommandLine.Model.CommandSpec;

/** Tries the failed launches of this container again. */
public final class RetryCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;

  public RetryCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Try a failed launch of this container again, which on-failure=hold keeps alive. The"
                + " settings are read again. The exit code is 1 if nothing has failed.")
        .footer("Example: docker exec CONTAINER entrypoint retry");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = Path.of(settingsOptions.readCore().string("paths.state"));
    List<String> requested = RetryRequests.request(host, directory);
    requested.forEach(launch -> host.out().println("retry requested: " + launch));
    if (requested.isEmpty()) {
      host.err().println("no launch of this container has failed");
      return ExitCode.NO.number();
    }
    return ExitCode.OK.number();
  }
}
