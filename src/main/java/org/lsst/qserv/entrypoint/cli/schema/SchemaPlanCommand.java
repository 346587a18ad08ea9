// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradePlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Prints the plan of an upgrade. */
final class SchemaPlanCommand implements Callable<Integer> {
  private final ModuleOption module;
  private final OptionSpec to =
      ModuleOption.versionOption("Target version (default: the newest version of the scripts).");

  SchemaPlanCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(to);
    spec.usageMessage()
        .description(
            "Show each script and statement that an upgrade would run, without running any.")
        .footer("Example: entrypoint schema plan --module worker --to 3");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    PrintStream out = module.host().out();
    UpgradePlan plan =
        UpgradePlan.of(
            module.select().target(),
            ModuleOption.version(to),
            statement -> {
              out.println(
                  "-- "
                      + statement.location()
                      + ": "
                      + statement.kind()
                      + ": "
                      + statement.summary());
              out.println(statement.sql() + ";");
              out.println();
            });
    out.println(plan.description());
    plan.findings().forEach(finding -> out.println("-- note: " + finding));
    return 0;
  }
}
