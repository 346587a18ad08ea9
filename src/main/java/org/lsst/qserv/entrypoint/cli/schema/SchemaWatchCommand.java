// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWatch;
import picocli.CommandLine.Model.CommandSpec;

/** Follows an upgrade that was started elsewhere. */
final class SchemaWatchCommand implements Callable<Integer> {
  private static final int LINES_EVERY = 30;

  private final ModuleOption module;
  private String lastStep = "";
  private int looks;

  SchemaWatchCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Follows an upgrade that runs, until it ends; 75 if nobody works on it.")
        .footer("Example: entrypoint schema watch --module worker");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    SchemaTarget target = module.choose().target();
    new SchemaWatch(target, module.host().time()).follow(this::show);
    module.host().out().println(target + ": no upgrade is under way");
    return 0;
  }

  /**
   * On a terminal each look replaces the one before; elsewhere a line for a step or half a minute.
   */
  private void show(Progress progress) {
    Host host = module.host();
    if (host.isTerminal()) {
      Host.showReplaceable(host.out(), progress);
      return;
    }
    String step = progress.step() + progress.place();
    if (looks++ % LINES_EVERY == 0 || !step.equals(lastStep)) {
      host.out().println(progress);
      lastStep = step;
    }
  }
}
