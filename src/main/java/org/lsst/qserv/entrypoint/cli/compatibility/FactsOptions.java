// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.compatibility;

import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.compatibility.FactsFile;
import org.lsst.qserv.entrypoint.compatibility.FactsReader;
import org.lsst.qserv.entrypoint.compatibility.FactsSource;
import org.lsst.qserv.entrypoint.compatibility.ImageInspector;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options with the facts before and after an upgrade. */
final class FactsOptions {
  private final Host host;
  private final BundledFiles bundled;
  private final SettingsOptions settingsOptions;
  private final OptionSpec from = option("--from", "Facts before the upgrade; - is stdin.");
  private final OptionSpec to =
      option("--to", "Facts after the upgrade (default: those of this image).");

  FactsOptions(Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    this.host = host;
    this.bundled = bundled;
    this.settingsOptions = settingsOptions;
  }

  private static OptionSpec option(String name, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel("FACTS")
        .description(description)
        .build();
  }

  void addTo(CommandSpec spec) {
    spec.addOption(from).addOption(to);
    settingsOptions.addTo(spec);
  }

  /**
   * Returns the facts before the upgrade.
   *
   * @throws Failure with exit code 64 if the option is missing, or both are the standard input
   */
  FactsSource from() {
    String name = from.getValue();
    if (name == null) {
      throw new Failure(
          ExitCode.USAGE,
          "missing required option --from",
          "add --from FILE, with what 'entrypoint compatibility describe' prints in the old image");
    }
    if (name.equals(FactsFile.STANDARD_INPUT) && name.equals(to.getValue())) {
      throw new Failure(
          ExitCode.USAGE,
          "--from and --to are both the standard input",
          "specify a file for one of them");
    }
    return file(name);
  }

  /** Returns the facts after the upgrade. */
  FactsSource to() {
    String name = to.getValue();
    return name == null
        ? () -> new ImageInspector(host, bundled).image(settingsOptions.read(""))
        : file(name);
  }

  private FactsSource file(String name) {
    return new FactsFile(host, FactsReader.of(bundled), name);
  }
}
