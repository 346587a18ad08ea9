// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cluster.description.CurrentDescriptions;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReportJson;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReportText;
import org.lsst.qserv.entrypoint.cluster.verdict.ClusterObserver;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the state of whole instances. */
final class ClusterStatusCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final BundledFiles bundled;
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag watch = new Flag("--watch", "Print the state again every two seconds.");

  ClusterStatusCommand(Host host, SettingsOptions settingsOptions, BundledFiles bundled) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.bundled = bundled;
  }

  CommandSpec spec() {
    CommandSpec spec =
        CommandModel.of(this)
            .addOption(
                settingsOptions.fileOption(
                    "--instance", "Read the description of one or more instances from FILE."))
            .addOption(output.spec())
            .addOption(watch.spec());
    spec.usageMessage()
        .description(
            "Print the state of whole instances as their components report it over the network. The"
                + " exit code is that of the worst instance: 0 serving, 1 degraded, 2 maintenance,"
                + " 3 upgrading, 4 unknown.")
        .footer("Example: entrypoint cluster status --instance /etc/qserv/dr1.conf --watch");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean json = output.format().equals("json");
    CurrentDescriptions descriptions =
        CurrentDescriptions.of(() -> settingsOptions.read(""), host, bundled);
    ClusterObserver observer = new ClusterObserver(descriptions, host.time());
    ClusterReport report = observer.observe();
    print(report, json);
    while (watch.isGiven()) {
      host.time().sleep(INTERVAL);
      report = observer.observe();
      host.out().print(host.supportsTerminalControl() && !json ? CLEAR_SCREEN : "");
      print(report, json);
    }
    return report.worstState().exitCode();
  }

  private void print(ClusterReport report, boolean json) {
    host.out()
        .print(json ? ClusterReportJson.write(report) + "\n" : ClusterReportText.write(report));
    host.out().flush();
  }
}
