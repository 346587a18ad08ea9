// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.cluster;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.FactsOptions;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.compatibility.ImageFacts;
import org.lsst.qserv.entrypoint.compatibility.InstancePlan;
import org.lsst.qserv.entrypoint.compatibility.InstancePlanFormatter;
import org.lsst.qserv.entrypoint.compatibility.InstanceUpgrade;
import org.lsst.qserv.entrypoint.compatibility.StepTemplates;
import org.lsst.qserv.entrypoint.compatibility.UpgradeAssessor;
import org.lsst.qserv.entrypoint.compatibility.UpgradeVerdict;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prints the steps of the upgrade of instances. Connects only to those that it observes, and
 * changes nothing.
 */
final class ClusterPlanCommand implements Callable<Integer> {
  private final Host host;
  private final BundledFiles bundled;
  private final UpgradeAssessor assessor;
  private final FactsOptions facts;
  private final OutputOption output = new OutputOption("text", "json");
  private final OptionSpec tool;

  ClusterPlanCommand(Host host, SettingsOptions settingsOptions, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
    this.assessor = new UpgradeAssessor(host, bundled);
    this.facts = FactsOptions.inOldImage(host, bundled, settingsOptions);
    this.tool =
        OptionSpec.builder("--for")
            .type(String.class)
            .arity("1")
            .paramLabel(String.join("|", StepTemplates.tools(bundled)))
            .description(
                "Tool that deploys the instance (default "
                    + StepTemplates.tools(bundled).first()
                    + ").")
            .build();
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Print the steps of an upgrade, with their commands and how to check them. The exit code is",
            "5 if the upgrade is impossible. With --instance, print which running instances need it.")
        .footer("Example: entrypoint cluster plan --from old.json --to new.json --for helm");
    facts.addTo(spec);
    return spec.addOption(tool).addOption(output.spec());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String format = output.format();
    String name = tool.getValue();
    StepTemplates templates =
        StepTemplates.of(bundled, name == null ? StepTemplates.tools(bundled).first() : name);
    return facts.areObserved()
        ? planInstances(templates, format.equals("json"))
        : planImages(templates, format.equals("json"));
  }

  private int planImages(StepTemplates templates, boolean json)
      throws IOException, InterruptedException {
    InstancePlan plan = assessor.plan(facts.from().read(), facts.to().read(), templates);
    host.out().print(json ? InstancePlanFormatter.json(plan) : InstancePlanFormatter.text(plan));
    return exit(plan.assessment().verdict() == UpgradeVerdict.IMPOSSIBLE);
  }

  /** The target is read first, because the observation takes seconds. */
  private int planInstances(StepTemplates templates, boolean json)
      throws IOException, InterruptedException {
    ImageFacts target = facts.to().read();
    List<InstanceUpgrade> upgrades = assessor.plans(facts.instances(), target, templates);
    host.out()
        .print(json ? InstancePlanFormatter.json(upgrades) : InstancePlanFormatter.text(upgrades));
    return exit(upgrades.stream().anyMatch(InstanceUpgrade::isImpossible));
  }

  private static int exit(boolean isImpossible) {
    return isImpossible ? UpgradeVerdict.IMPOSSIBLE.exit() : ExitCode.OK.number();
  }
}
