package org.lsst.qserv.entrypoint.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradePlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What an upgrade would do. */
final class SchemaPlanCommand implements Callable<Integer> {
  private final SchemaModule module;
  private final OptionSpec to =
      SchemaModule.versionOption("The version wanted; default: the scripts' newest.");

  SchemaPlanCommand(SchemaModule module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = EntrypointCommand.command(this).addOption(to);
    spec.usageMessage()
        .description("Shows each script and statement that an upgrade would run, and runs nothing.")
        .footer("Example: entrypoint schema plan --module worker --to 3");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    UpgradePlan plan = UpgradePlan.of(module.choose().target(), SchemaModule.version(to));
    PrintStream out = module.host().out();
    if (plan.steps().isEmpty()) {
      out.println("-- version " + plan.version() + ": nothing to do");
    } else {
      out.println(
          "-- from version "
              + plan.version()
              + " to "
              + plan.to()
              + ", steps: "
              + plan.steps().size());
    }
    plan.findings().forEach(finding -> out.println("-- note: " + finding));
    for (UpgradePlan.Line line : plan.steps()) {
      out.println();
      out.println("-- " + line.place() + ": " + line.kind());
      line.notes().forEach(note -> out.println("-- note: " + note));
      out.println(line.sql());
    }
    return 0;
  }
}
