// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWatch;
import picocli.CommandLine.Model.CommandSpec;

/** Follows an upgrade that another session runs. */
final class SchemaWatchCommand implements Callable<Integer> {
  private static final int POLLS_PER_LINE = 30;

  private final ModuleOption module;
  private String lastStep = "";
  private int polls;

  SchemaWatchCommand(ModuleOption module) {
    this.module = module;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Follow a running upgrade until it finishes; exit code 75 if it was interrupted.")
        .footer("Example: entrypoint schema watch --module worker");
    module.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    SchemaTarget target = module.select().target();
    new SchemaWatch(target, module.host().time()).follow(this::show);
    module.host().out().println(target + ": no upgrade is running");
    return 0;
  }

  /** Prints the progress: on a terminal in place, elsewhere one line per step or half a minute. */
  private void show(Progress progress) {
    Host host = module.host();
    if (host.supportsTerminalControl()) {
      Host.showReplaceable(host.out(), progress);
      return;
    }
    String step = progress.step() + progress.location();
    if (polls++ % POLLS_PER_LINE == 0 || !step.equals(lastStep)) {
      host.out().println(progress);
      lastStep = step;
    }
  }
}
