// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWatch;
import picocli.CommandLine.Model.CommandSpec;

/** Requests a running upgrade to stop after the current statement. */
final class SchemaStopCommand implements Callable<Integer> {
  private final ModuleOption module;

  SchemaStopCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Stop the running upgrade of a schema after its current statement. The next"
                + " upgrade resumes there.")
        .footer("Example: entrypoint schema stop --module worker");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    SchemaTarget target = module.select().target();
    boolean requested = new SchemaWatch(target, module.host().time()).requestStop();
    module
        .host()
        .out()
        .println(
            target
                + (requested
                    ? ": requested the upgrade to stop after its current statement;"
                        + " entrypoint schema upgrade --module "
                        + target.module()
                        + " resumes it"
                    : ": no upgrade is running"));
    return 0;
  }
}
