// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.compatibility;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.FactsOptions;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.compatibility.Assessment;
import org.lsst.qserv.entrypoint.compatibility.AssessmentFormatter;
import org.lsst.qserv.entrypoint.compatibility.AssessmentJson;
import org.lsst.qserv.entrypoint.compatibility.UpgradeAssessor;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the verdict on an upgrade; the exit code is that of the verdict. */
final class CheckCommand implements Callable<Integer> {
  private final Host host;
  private final BundledFiles bundled;
  private final FactsOptions facts;
  private final OutputOption output = new OutputOption("text", "json");

  CheckCommand(Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    this.host = host;
    this.bundled = bundled;
    this.facts = FactsOptions.inNewImage(host, bundled, settingsOptions);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Print whether an upgrade is rolling (exit code 0), needs maintenance (2), is unknown (4)",
            "or impossible (5), and why.")
        .footer(
            "Example: docker run --rm -i NEW-IMAGE entrypoint compatibility check --from - <old.json");
    facts.addTo(spec);
    spec.addOption(output.spec());
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String format = output.format();
    Assessment assessment =
        new UpgradeAssessor(host, bundled).assess(facts.from().read(), facts.to().read());
    host.out()
        .print(
            format.equals("json")
                ? AssessmentJson.of(assessment)
                : AssessmentFormatter.format(assessment));
    return assessment.verdict().exit();
  }
}
