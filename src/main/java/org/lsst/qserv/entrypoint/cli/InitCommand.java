package org.lsst.qserv.entrypoint.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.database.Difference;
import org.lsst.qserv.entrypoint.database.InitOptions;
import org.lsst.qserv.entrypoint.database.Initialisation;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.Initialisations;
import org.lsst.qserv.entrypoint.plan.ModuleInitialisation;
import org.lsst.qserv.entrypoint.plan.ModuleInitialisations;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Brings database servers to the desired state of their modules. */
final class InitCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag plan = new Flag("--plan", "Show the changes as SQL, and make none.");
  private final Flag prune = new Flag("--prune", "Also remove unmanaged accounts and privileges.");
  private final Flag closeEmpty =
      new Flag(
          "--close-empty",
          "Also close accounts that have an empty password and none in the settings.");
  private final OptionSpec modules =
      OptionSpec.builder("--module")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity("1")
          .paramLabel("MODULE")
          .description("Whose databases: czar, worker or replication.")
          .build();

  InitCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec =
        EntrypointCommand.command(this)
            .addOption(modules)
            .addOption(plan.spec())
            .addOption(prune.spec())
            .addOption(closeEmpty.spec())
            .addOption(output.spec());
    spec.usageMessage()
        .description("Creates databases, accounts and privileges, and repairs what differs.")
        .footer("Example: entrypoint init --module worker --plan");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    DifferenceReport report =
        new DifferenceReport(host.out(), output.word().equals("json"), plan.isGiven());
    InitOptions options = new InitOptions(prune.isGiven(), closeEmpty.isGiven());
    List<Initialisation> all = new ArrayList<>();
    for (String name : names()) {
      all.add(Initialisations.of(wanted(name), options));
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
      throw new Failure(
          ExitCode.USAGE, "which databases?", "give --module with czar, worker or replication");
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
