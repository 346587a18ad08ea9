// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.schema.ModuleOption.SelectedSchema;
import org.lsst.qserv.entrypoint.launch.SchemaTargets;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWait;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.Version;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Waits until a schema has the target version. */
final class SchemaWaitCommand implements Callable<Integer> {
  private final ModuleOption module;
  private final OptionSpec to =
      ModuleOption.versionOption(
          "Version to wait for (default: the newest version of the scripts).");

  SchemaWaitCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(to);
    spec.usageMessage()
        .description(
            "Wait until a schema has the target version and no upgrade is in progress or interrupted."
                + " The timeout is schema.wait-timeout.")
        .footer("Example: entrypoint schema wait --module worker -e schema.wait-timeout=5m");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    SelectedSchema selected = module.select();
    Version target =
        ModuleOption.version(to)
            .orElseGet(() -> ScriptDirectory.read(selected.schema().scripts()).newest());
    Duration timeout = (Duration) selected.settings().find("schema.wait-timeout").orElseThrow();
    new SchemaWait(
            selected.schema().module(),
            selected.schema().database(),
            SchemaTargets.url(selected.schema()),
            target,
            module.host().time())
        .await(timeout);
    module.host().out().println(selected.schema().module() + " has version " + target);
    return 0;
  }
}
