// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.WaitOption;
import org.lsst.qserv.entrypoint.cli.schema.ModuleOption.SelectedSchema;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.fleet.FleetSummary;
import org.lsst.qserv.entrypoint.launch.FleetRequest;
import org.lsst.qserv.entrypoint.launch.FleetUpgrades;
import org.lsst.qserv.entrypoint.launch.RoleMode;
import org.lsst.qserv.entrypoint.launch.SchemaUpgrades;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.schema.migrate.ResumeChoice;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions.Force;
import org.lsst.qserv.entrypoint.schema.script.Version;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Upgrades a schema to a version, in one database or in many. */
final class SchemaUpgradeCommand implements Callable<Integer> {
  private final ModuleOption module;
  private final OptionSpec to =
      ModuleOption.versionOption("Target version (default: the newest version of the scripts).");
  private final OptionSpec resume =
      OptionSpec.builder("--resume")
          .type(String.class)
          .arity("1")
          .paramLabel("retry|skip")
          .description(
              "For an interrupted statement whose outcome is unknown: execute it again (retry) or"
                  + " treat it as executed (skip). Default: stop and report it.")
          .build();
  private final Flag online =
      new Flag("--allow-online", "Allow mode full if every script is marked online-safe.");
  private final Flag force =
      new Flag(
          "--force",
          "Continue despite failed checks that can be overridden; report them as warnings.");
  private final Flag forceSessions =
      new Flag(
          "--force-sessions",
          "Continue although other sessions use the server; report them as a warning.");

  private final Flag abandon =
      new Flag("--abandon", "Discard an interrupted upgrade that has executed nothing.");

  private final WaitOption wait = new WaitOption();

  private final FleetOptions fleet = new FleetOptions();

  SchemaUpgradeCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec =
        CommandModel.of(this)
            .addOption(to)
            .addOption(resume)
            .addOption(online.spec())
            .addOption(force.spec())
            .addOption(forceSessions.spec())
            .addOption(abandon.spec())
            .addOption(wait.spec());
    spec.usageMessage()
        .description(
            "Upgrade a schema, or resume an interrupted upgrade. It continues if the terminal"
                + " is lost; Ctrl-C and 'schema stop' stop it after the current statement.")
        .footer(
            "Example: entrypoint schema upgrade --module worker --mode maintenance",
            "         … --fleet 'mysql://root@worker-{0..70}.worker' --max-failures 2");
    fleet.addTo(spec);
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // report invalid options before reading settings and scripts
    Optional<Version> version = ModuleOption.version(to);
    ResumeChoice choice = resumeChoice();
    SelectedSchema selected = module.select();
    if (abandon.isGiven()) {
      return abandon(selected);
    }
    return fleet.areGiven()
        ? upgradeMany(selected, version, choice)
        : upgradeOne(selected, version, choice);
  }

  private int upgradeOne(SelectedSchema selected, Optional<Version> version, ResumeChoice choice)
      throws IOException, InterruptedException {
    SchemaTarget target = selected.target();
    SchemaUpgrades upgrades =
        new SchemaUpgrades(
            module.host(),
            ModuleOption.stateDirectory(selected.settings()),
            wait.timeout(selected.settings()));
    upgrades.stopOnSignal();
    Mode mode = RoleMode.of(module.host(), selected.settings(), selected.schema().role());
    SchemaUpgrade.Result result =
        upgrades.run(selected.schema(), target, options(selected, version, choice, mode));
    module.host().out().println(SchemaUpgrades.summary(target, result));
    return 0;
  }

  private int abandon(SelectedSchema selected) throws InterruptedException {
    if (fleet.areGiven()) {
      throw new Failure(
          ExitCode.USAGE,
          "--abandon cannot be used with --fleet or --retry",
          "run --abandon for each database separately");
    }
    SchemaTarget target = selected.target();
    boolean abandoned =
        new SchemaUpgrades(module.host(), ModuleOption.stateDirectory(selected.settings()))
            .abandon(
                target, options(selected, Optional.empty(), ResumeChoice.UNDECIDED, Mode.FULL));
    module
        .host()
        .out()
        .println(
            target
                + (abandoned
                    ? ": the unfinished upgrade was abandoned"
                    : ": no unfinished upgrade"));
    return 0;
  }

  /**
   * Uses only the setting {@code mode}: the state of this container does not describe other
   * servers.
   */
  private int upgradeMany(SelectedSchema selected, Optional<Version> version, ResumeChoice choice)
      throws InterruptedException {
    boolean json = fleet.isJson();
    FleetRequest request = fleet.request(selected.settings());
    Mode mode = Mode.of(selected.settings().string("mode"));
    FleetSummary summary =
        new FleetUpgrades(
                module.host(),
                ModuleOption.stateDirectory(selected.settings()),
                wait.timeout(selected.settings()))
            .run(selected.schema(), request, options(selected, version, choice, mode));
    module.host().out().print(json ? summary.json() : summary.text() + "\n");
    return summary.exit().number();
  }

  private UpgradeOptions options(
      SelectedSchema selected, Optional<Version> version, ResumeChoice choice, Mode mode) {
    return new UpgradeOptions(
        version,
        choice,
        mode == Mode.MAINTENANCE,
        online.isGiven(),
        new Force(force.isGiven(), forceSessions.isGiven()),
        selected.schema().lockTimeout());
  }

  private ResumeChoice resumeChoice() {
    String value = resume.getValue();
    if (value == null) {
      return ResumeChoice.UNDECIDED;
    }
    if (value.equals("retry") || value.equals("skip")) {
      return ResumeChoice.valueOf(value.toUpperCase(Locale.ROOT));
    }
    throw new Failure(
        ExitCode.USAGE,
        "invalid value '" + value + "' for --resume (expected retry or skip)",
        "use --resume=retry or --resume=skip");
  }
}
