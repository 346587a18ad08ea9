package org.lsst.qserv.entrypoint.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.database.Difference;
import org.lsst.qserv.entrypoint.database.Initialisation;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.Initialisations;
import org.lsst.qserv.entrypoint.plan.ModuleInitialisation;
import org.lsst.qserv.entrypoint.plan.ModuleInitialisations;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Brings database servers to the state that their modules want. */
final class InitCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag plan = new Flag("--plan", "Show the changes as SQL, and make none.");
  private final Flag prune =
      new Flag("--prune", "Also remove accounts and privileges that are not wanted.");
  private final OptionSpec modules;

  InitCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.modules = settingsOptions.moduleOption(List.class, "Whose databases");
  }

  CommandSpec spec() {
    CommandSpec spec =
        EntrypointCommand.command(this)
            .addOption(modules)
            .addOption(plan.spec())
            .addOption(prune.spec())
            .addOption(output.spec());
    spec.usageMessage()
        .description("Makes databases, accounts and privileges, and mends what differs.")
        .footer("Example: entrypoint init --module worker --plan");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    DifferenceReport report =
        new DifferenceReport(host.out(), output.word().equals("json"), plan.isGiven());
    List<Initialisation> all = new ArrayList<>();
    for (String name : names()) {
      all.add(Initialisations.of(wanted(name), prune.isGiven()));
    }
    for (Initialisation one : all) {
      Difference difference = plan.isGiven() ? one.plan() : one.run();
      report.add(difference);
    }
    report.end();
    return ExitCode.OK.number();
  }

  private List<String> names() {
    List<String> names = modules.getValue();
    if (names == null) {
      throw settingsOptions.missingModule();
    }
    return names.stream().distinct().toList();
  }

  private ModuleInitialisation wanted(String name) {
    ModuleSettings chosen = ModuleSettings.read(settingsOptions, name);
    ModuleInitialisation wanted =
        ModuleInitialisations.of(chosen.settings(), chosen.catalogue(), chosen.module());
    chosen.settings().problems().throwIfAny("the settings of module " + name);
    return wanted;
  }
}
