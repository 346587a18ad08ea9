// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.init;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.ModuleSettings;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.WaitOption;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.Initializations;
import org.lsst.qserv.entrypoint.launch.ServerWait;
import org.lsst.qserv.entrypoint.mariadb.account.Difference;
import org.lsst.qserv.entrypoint.mariadb.account.InitOptions;
import org.lsst.qserv.entrypoint.mariadb.account.Initialization;
import org.lsst.qserv.entrypoint.plan.ModuleInitialization;
import org.lsst.qserv.entrypoint.plan.ModuleInitializationPlanner;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaStatus;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Initializes the database servers of modules. */
public final class InitCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag plan = new Flag("--plan", "Print the changes as SQL, without making them.");
  private final Flag prune = new Flag("--prune", "Also remove unmanaged accounts and privileges.");
  private final Flag disableEmptyPasswords =
      new Flag(
          "--disable-empty-passwords",
          "Disable login for accounts with an empty password and no password in the settings.");
  private final Flag uninitialized =
      new Flag("--if-uninitialized", "Skip servers on which the schema of the module exists.");
  private final WaitOption wait = new WaitOption();
  private final OptionSpec modules;

  public InitCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.modules = settingsOptions.moduleOption(List.class, "Schema module, repeatable");
  }

  public CommandSpec spec() {
    CommandSpec spec =
        CommandModel.of(this)
            .addOption(modules)
            .addOption(plan.spec())
            .addOption(prune.spec())
            .addOption(disableEmptyPasswords.spec())
            .addOption(uninitialized.spec())
            .addOption(wait.spec())
            .addOption(output.spec());
    spec.usageMessage()
        .description("Create databases, accounts and privileges, and correct those that differ.")
        .footer("Example: entrypoint init --module worker --plan");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DifferenceReport report =
        new DifferenceReport(host.out(), output.format().equals("json"), plan.isGiven());
    InitOptions options = new InitOptions(prune.isGiven(), disableEmptyPasswords.isGiven());
    List<Initialization> all = new ArrayList<>();
    for (String name : names()) {
      ModuleSettings chosen = ModuleSettings.read(settingsOptions, name);
      ModuleInitialization desired = desired(chosen);
      DatabaseUrl url = Initializations.url(desired);
      awaitServer(chosen, url);
      if (isDue(chosen, url)) {
        all.add(Initializations.of(desired, options));
      }
    }
    for (Initialization one : all) {
      Difference difference = plan.isGiven() ? one.plan() : one.run();
      report.add(difference);
    }
    report.finish();
    return ExitCode.OK.number();
  }

  private List<String> names() {
    List<String> names = modules.getValue();
    if (names == null) {
      throw settingsOptions.missingModule();
    }
    return names.stream().distinct().toList();
  }

  private void awaitServer(ModuleSettings chosen, DatabaseUrl url) throws InterruptedException {
    Optional<Duration> timeout = wait.timeout(chosen.settings());
    if (timeout.isPresent()) {
      new ServerWait(host.time(), () -> false).await(url, timeout.get());
    }
  }

  private boolean isDue(ModuleSettings chosen, DatabaseUrl url) {
    String database = chosen.module().database();
    if (uninitialized.isGiven() && SchemaStatus.isInitialized(url, database)) {
      host.err().println(database + " on " + url.address() + " is already initialized: skipped");
      return false;
    }
    return true;
  }

  private static ModuleInitialization desired(ModuleSettings chosen) {
    ModuleInitialization desired =
        ModuleInitializationPlanner.plan(chosen.settings(), chosen.catalog(), chosen.module());
    chosen.settings().problems().throwIfAny("the settings of module " + chosen.module().name());
    return desired;
  }
}
