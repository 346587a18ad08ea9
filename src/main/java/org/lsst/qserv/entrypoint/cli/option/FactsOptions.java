// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.Map;
import org.lsst.qserv.entrypoint.compatibility.FactsFile;
import org.lsst.qserv.entrypoint.compatibility.FactsReader;
import org.lsst.qserv.entrypoint.compatibility.FactsSource;
import org.lsst.qserv.entrypoint.compatibility.ImageFacts;
import org.lsst.qserv.entrypoint.compatibility.ImageInspector;
import org.lsst.qserv.entrypoint.compatibility.InstanceInspector;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options {@code --from} or {@code --instance}, and {@code --to}, with the facts before and
 * after an upgrade. One of them is required; the default of the other is this image.
 */
public final class FactsOptions {
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String INSTANCE = "--instance";
  private static final String THIS_IMAGE = " (default: those of this image)";

  private final Host host;
  private final BundledFiles bundled;
  private final SettingsOptions settingsOptions;
  private final String required;
  private final OptionSpec from;
  private final OptionSpec to;
  private final OptionSpec instance;

  private FactsOptions(
      Host host,
      BundledFiles bundled,
      SettingsOptions settingsOptions,
      String required,
      String instances) {
    this.host = host;
    this.bundled = bundled;
    this.settingsOptions = settingsOptions;
    this.required = required;
    this.from = option(FROM, "Facts before the upgrade" + suffix(FROM));
    this.to = option(TO, "Facts after the upgrade" + suffix(TO));
    this.instance =
        settingsOptions.fileOption(
            INSTANCE, "Observe the running " + instances + " described in FILE instead of --from.");
  }

  /** Returns the options of a command that usually runs in the new image. */
  public static FactsOptions inNewImage(
      Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    return new FactsOptions(host, bundled, settingsOptions, FROM, "instance");
  }

  /** Returns the options of a command that usually runs in the old image. */
  public static FactsOptions inOldImage(
      Host host, BundledFiles bundled, SettingsOptions settingsOptions) {
    return new FactsOptions(host, bundled, settingsOptions, TO, "instances");
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
    spec.addOption(from).addOption(instance).addOption(to);
    settingsOptions.addTo(spec);
  }

  /** Returns whether the facts before the upgrade are those of running instances. */
  public boolean areObserved() {
    return instance.getValue() != null;
  }

  /**
   * Observes the running instances, and returns the facts of each by its identifier.
   *
   * @throws Failure with exit code 64 if {@code --from} is given as well, 78 if the description is
   *     invalid
   */
  public Map<String, ImageFacts> instances() throws InterruptedException {
    if (from.getValue() != null) {
      throw new Failure(
          ExitCode.USAGE, "--from and --instance are both given", "remove one of them");
    }
    return new InstanceInspector(host, bundled).instances(settingsOptions.read(""));
  }

  /**
   * Returns the facts before the upgrade, of an image or of one running instance.
   *
   * @throws Failure with exit code 64 if the option is required, or both are the standard input;
   *     reading the source also throws it if several instances are described
   */
  public FactsSource from() {
    return areObserved() ? this::onlyInstance : source(from, FROM);
  }

  private ImageFacts onlyInstance() throws InterruptedException {
    Map<String, ImageFacts> instances = instances();
    if (instances.size() > 1) {
      throw new Failure(
          ExitCode.USAGE,
          "--instance describes several instances: " + String.join(", ", instances.keySet()),
          "describe one of them in FILE, or compare all of them with 'entrypoint cluster plan'");
    }
    return instances.values().iterator().next();
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
              + (optionName.equals(FROM) ? "old image, or " + INSTANCE + " FILE" : "new image"));
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
