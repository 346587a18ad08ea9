// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.compatibility;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.compatibility.FactsJson;
import org.lsst.qserv.entrypoint.compatibility.ImageFacts;
import org.lsst.qserv.entrypoint.compatibility.ImageInspector;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Prints the facts of this image, or of a release, as JSON. */
final class DescribeCommand implements Callable<Integer> {
  private final Host host;
  private final ImageInspector inspector;
  private final SettingsOptions settingsOptions;
  private final OptionSpec release =
      OptionSpec.builder("--release")
          .type(String.class)
          .arity("1")
          .paramLabel("TAG")
          .description("Print what is known about a release of Qserv instead, such as 2025.2.1.")
          .build();

  DescribeCommand(Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    this.host = host;
    this.inspector = new ImageInspector(host, bundled);
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Print the facts of this image that decide how an instance can be upgraded, as JSON.")
        .footer("Example: docker run --rm OLD-IMAGE entrypoint compatibility describe >old.json");
    spec.addOption(release);
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    String tag = release.getValue();
    ImageFacts facts =
        tag == null ? inspector.image(settingsOptions.read("")) : inspector.release(tag);
    host.out().print(FactsJson.of(facts));
    return ExitCode.OK.number();
  }
}
