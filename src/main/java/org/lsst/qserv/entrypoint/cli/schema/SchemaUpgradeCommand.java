// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.WaitOption;
import org.lsst.qserv.entrypoint.cli.schema.ModuleOption.Chosen;
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

/** Brings a schema to a version. */
final class SchemaUpgradeCommand implements Callable<Integer> {
  private final ModuleOption module;
  private final OptionSpec to =
      ModuleOption.versionOption("The target version; default: the newest of the scripts.");
  private final OptionSpec resume =
      OptionSpec.builder("--resume")
          .type(String.class)
          .arity("1")
          .paramLabel("retry|skip")
          .description(
              "What to do with a statement that was interrupted and may have been executed; default:"
                  + " stop and ask.")
          .build();
  private final Flag online =
      new Flag("--allow-online", "Also in mode full, if every script is marked online-safe.");
  private final Flag force =
      new Flag("--force", "Refusals of the checks that allow it are only warnings.");
  private final Flag forceSessions =
      new Flag("--force-sessions", "Other sessions on the server are only a warning.");

  private final Flag abandon =
      new Flag("--abandon", "End an interrupted upgrade of which nothing was executed.");

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
            "Upgrades a schema to a version, or resumes an interrupted upgrade. It continues when the"
                + " terminal is lost; Ctrl-C and 'schema stop' end it after the running"
                + " statement.")
        .footer(
            "Example: entrypoint schema upgrade --module worker --mode maintenance",
            "         … --fleet 'mysql://root@worker-{0..70}.worker' --max-failures 2");
    fleet.addTo(spec);
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // words that mean nothing are told before anything is looked for
    Optional<Version> version = ModuleOption.version(to);
    ResumeChoice choice = resumeChoice();
    Chosen chosen = module.choose();
    if (abandon.isGiven()) {
      return abandon(chosen);
    }
    return fleet.areGiven() ? many(chosen, version, choice) : one(chosen, version, choice);
  }

  private int one(Chosen chosen, Optional<Version> version, ResumeChoice choice)
      throws IOException, InterruptedException {
    SchemaTarget target = chosen.target();
    SchemaUpgrades upgrades =
        new SchemaUpgrades(
            module.host(),
            ModuleOption.stateDirectory(chosen.settings()),
            wait.timeout(chosen.settings()));
    upgrades.stopOnSignal();
    Mode mode = RoleMode.of(module.host(), chosen.settings(), chosen.schema().role());
    SchemaUpgrade.Result result =
        upgrades.run(chosen.schema(), target, options(chosen, version, choice, mode));
    module.host().out().println(SchemaUpgrades.words(target, result));
    return 0;
  }

  private int abandon(Chosen chosen) throws InterruptedException {
    if (fleet.areGiven()) {
      throw new Failure(
          ExitCode.USAGE,
          "--abandon does not work with --fleet or --retry",
          "give --abandon for one database at a time");
    }
    SchemaTarget target = chosen.target();
    boolean abandoned =
        new SchemaUpgrades(module.host(), ModuleOption.stateDirectory(chosen.settings()))
            .abandon(target, options(chosen, Optional.empty(), ResumeChoice.ASK, Mode.FULL));
    module
        .host()
        .out()
        .println(
            target
                + (abandoned
                    ? ": the unfinished upgrade was abandoned"
                    : ": no upgrade is unfinished"));
    return 0;
  }

  /** Where this runs says nothing of the mode of others, so only the setting counts. */
  private int many(Chosen chosen, Optional<Version> version, ResumeChoice choice)
      throws InterruptedException {
    boolean json = fleet.isJson();
    FleetRequest order = fleet.order(chosen.settings());
    Mode mode = Mode.of(chosen.settings().string("mode"));
    FleetSummary summary =
        new FleetUpgrades(
                module.host(),
                ModuleOption.stateDirectory(chosen.settings()),
                wait.timeout(chosen.settings()))
            .run(chosen.schema(), order, options(chosen, version, choice, mode));
    module.host().out().println(json ? summary.json() : summary.text());
    return summary.exit().number();
  }

  private UpgradeOptions options(
      Chosen chosen, Optional<Version> version, ResumeChoice choice, Mode mode) {
    return new UpgradeOptions(
        version,
        choice,
        mode == Mode.MAINTENANCE,
        online.isGiven(),
        new Force(force.isGiven(), forceSessions.isGiven()),
        chosen.schema().lockTimeout());
  }

  private ResumeChoice resumeChoice() {
    String word = resume.getValue();
    if (word == null) {
      return ResumeChoice.ASK;
    }
    if (word.equals("retry") || word.equals("skip")) {
      return ResumeChoice.valueOf(word.toUpperCase(Locale.ROOT));
    }
    throw new Failure(
        ExitCode.USAGE,
        "invalid value '" + word + "' for --resume (expected retry or skip)",
        "give --resume=retry or --resume=skip");
  }
}
