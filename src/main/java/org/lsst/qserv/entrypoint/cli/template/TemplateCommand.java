// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code template} and its subcommands. */
public final class TemplateCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;

  public TemplateCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("List, render and check the templates of the services.")
        .footer("Example: entrypoint template check worker");
    // only one of them runs, so they can share the options object
    spec.addSubcommand("list", new TemplateListCommand(host, settingsOptions).spec());
    spec.addSubcommand("render", new TemplateRenderCommand(host, settingsOptions).spec());
    spec.addSubcommand("check", new TemplateCheckCommand(host, settingsOptions).spec());
    return spec;
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE,
        "missing subcommand for 'template'",
        "use 'template list', 'template render' or 'template check'");
  }
}
