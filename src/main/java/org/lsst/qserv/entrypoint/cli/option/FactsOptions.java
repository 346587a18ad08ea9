// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

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

/**
 * The options {@code --from} and {@code --to} with the facts before and after an upgrade. One of
 * them is required; the default of the other is this image.
 */
public final class FactsOptions {
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String THIS_IMAGE = " (default: those of this image)";

  private final Host host;
  private final BundledFiles bundled;
  private final SettingsOptions settingsOptions;
  private final String required;
  private final OptionSpec from;
  private final OptionSpec to;

  private FactsOptions(
      Host host, BundledFiles bundled, SettingsOptions settingsOptions, String required) {
    this.host = host;
    this.bundled = bundled;
    this.settingsOptions = settingsOptions;
    this.required = required;
    this.from = option(FROM, "Facts before the upgrade" + suffix(FROM));
    this.to = option(TO, "Facts after the upgrade" + suffix(TO));
  }

  /** Returns the options of a command that usually runs in the new image. */
  public static FactsOptions inNewImage(
      Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    return new FactsOptions(host, bundled, settingsOptions, FROM);
  }

  /** Returns the options of a command that usually runs in the old image. */
  public static FactsOptions inOldImage(
      Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    return new FactsOptions(host, bundled, settingsOptions, TO);
  }

  private String suffix(String name) {
    return (name.equals(required) ? "" : THIS_IMAGE) + "; - is stdin.";
  }

  private static OptionSpec option(String name, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel("FACTS")
        .description(description)
        .build();
  }

  /** Adds the options, and those of the settings that describe this image. */
  public void addTo(CommandSpec spec) {
    spec.addOption(from).addOption(to);
    settingsOptions.addTo(spec);
  }

  /**
   * Returns the facts before the upgrade.
   *
   * @throws Failure with exit code 64 if the option is required, or both are the standard input
   */
  public FactsSource from() {
    return source(from, FROM);
  }

  /**
   * Returns the facts after the upgrade.
   *
   * @throws Failure with exit code 64 if the option is required, or both are the standard input
   */
  public FactsSource to() {
    return source(to, TO);
  }

  private FactsSource source(OptionSpec option, String optionName) {
    requireOneStandardInput();
    String file = option.getValue();
    if (file != null) {
      return new FactsFile(host, FactsReader.of(bundled), file);
    }
    if (optionName.equals(required)) {
      throw new Failure(
          ExitCode.USAGE,
          "missing required option " + optionName,
          "add "
              + optionName
              + " FILE, with what 'entrypoint compatibility describe' prints in the "
              + (optionName.equals(FROM) ? "old" : "new")
              + " image");
    }
    return () -> new ImageInspector(host, bundled).image(settingsOptions.read(""));
  }

  private void requireOneStandardInput() {
    if (FactsFile.STANDARD_INPUT.equals(from.getValue())
        && FactsFile.STANDARD_INPUT.equals(to.getValue())) {
      throw new Failure(
          ExitCode.USAGE,
          "--from and --to are both the standard input",
          "specify a file for one of them");
    }
  }
}
