// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;

/** Every setting there is. */
final class ConfigReferenceCommand implements Callable<Integer> {
  private static final String LINE = "xrd";

  private final Host host;
  private final OutputOption output = new OutputOption("text", "markdown", "json");

  ConfigReferenceCommand(Host host) {
    this.host = host;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Describes every setting: type, default, meaning, variable, secret or not.")
        .footer("Example: entrypoint config reference --output json");
    return spec.addOption(output.spec());
  }

  @Override
  public Integer call() {
    // the compact form has no comments, so the jar's text is read
    ReferenceText text = new ReferenceText(new SettingsReference(new BundledFiles(), LINE), LINE);
    String form = output.word();
    host.out()
        .print(
            switch (form) {
              case "markdown" -> text.markdown();
              case "json" -> text.json();
              default -> text.plain();
            });
    return 0;
  }
}
