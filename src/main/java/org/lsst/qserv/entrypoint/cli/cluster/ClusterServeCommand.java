// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.cluster;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cluster.description.CurrentDescriptions;
import org.lsst.qserv.entrypoint.cluster.serve.Monitor;
import org.lsst.qserv.entrypoint.cluster.serve.MonitorSettings;
import org.lsst.qserv.entrypoint.cluster.verdict.ClusterObserver;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;

/** Serves the state of whole instances as a web page, JSON and metrics until it is terminated. */
final class ClusterServeCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final BundledFiles bundled;

  ClusterServeCommand(Host host, SettingsOptions settingsOptions, BundledFiles bundled) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.bundled = bundled;
  }

  CommandSpec spec() {
    CommandSpec spec =
        CommandModel.of(this)
            .addOption(
                settingsOptions.fileOption(
                    "--instance", "Read the description of one or more instances from FILE."));
    spec.usageMessage()
        .description(
            "Serve the state of whole instances until the process is terminated: a web page at /, the"
                + " document of 'cluster status --output json' at /api/status, and metrics for"
                + " Prometheus at /metrics. The settings monitor.… determine address, login and TLS.")
        .footer(
            "Example: entrypoint cluster serve --instance /etc/qserv/dr1.conf -e monitor.port=8080");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    CurrentDescriptions descriptions =
        CurrentDescriptions.of(() -> settingsOptions.read(""), host, bundled);
    ClusterObserver observer = new ClusterObserver(descriptions, host.time());
    MonitorSettings monitor = MonitorSettings.of(settingsOptions.read(""));
    CountDownLatch terminated = new CountDownLatch(1);
    try (Signals.Registration _ = Signals.onTermination(host, _ -> terminated.countDown());
        Monitor _ = Monitor.open(host.time(), version(), monitor, observer::observe)) {
      terminated.await();
    }
    return ExitCode.OK.number();
  }

  private static String version() {
    return "entrypoint "
        + Optional.ofNullable(ClusterServeCommand.class.getPackage().getImplementationVersion())
            .orElse("development");
  }
}
