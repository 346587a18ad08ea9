// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.retry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.RetryRequests;
import picocli.CommandLine.Model.CommandSpec;

/** Retries the failed launches of this container. */
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
            "Retry a failed launch that on-failure=hold keeps alive. Reads the settings again. The exit"
                + " code is 1 if there is no failed launch.")
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
      throw new Failure(
          ExitCode.CHECK_FAILED,
          "no failed launch in this container (state directory: " + directory + ")",
          "start the container with on-failure=hold, or check paths.state");
    }
    return ExitCode.OK.number();
  }
}
