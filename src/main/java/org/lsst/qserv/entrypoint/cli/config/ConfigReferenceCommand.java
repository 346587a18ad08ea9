// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the reference of all settings. */
final class ConfigReferenceCommand implements Callable<Integer> {
  private final Host host;
  private final OutputOption output = new OutputOption("text", "markdown", "json");

  ConfigReferenceCommand(Host host) {
    this.host = host;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Describe every setting: type, default, description, environment variable, and whether it is a secret.")
        .footer("Example: entrypoint config reference --output json");
    return spec.addOption(output.spec());
  }

  @Override
  public Integer call() {
    // the compact form has no comments, so this reads the text in the jar
    SettingsReferenceFormatter text = SettingsReferenceFormatter.of(new BundledFiles());
    String format = output.format();
    host.out()
        .print(
            switch (format) {
              case "markdown" -> text.markdown();
              case "json" -> text.json();
              default -> text.plain();
            });
    return 0;
  }
}
