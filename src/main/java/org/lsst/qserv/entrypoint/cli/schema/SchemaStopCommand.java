// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWatch;
import picocli.CommandLine.Model.CommandSpec;

/** Ends an upgrade after its running statement. */
final class SchemaStopCommand implements Callable<Integer> {
  private final ModuleOption module;

  SchemaStopCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Asks the running upgrade of a schema to stop after its running statement. The next"
                + " upgrade resumes there.")
        .footer("Example: entrypoint schema stop --module worker");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    SchemaTarget target = module.choose().target();
    boolean asked = new SchemaWatch(target, module.host().time()).requestStop();
    module
        .host()
        .out()
        .println(
            target
                + (asked
                    ? ": the upgrade was asked to stop after its running statement;"
                        + " entrypoint schema upgrade --module "
                        + target.module()
                        + " resumes it"
                    : ": no upgrade is under way"));
    return 0;
  }
}
