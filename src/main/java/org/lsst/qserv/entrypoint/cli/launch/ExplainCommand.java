// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.launch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.TargetParameters;
import org.lsst.qserv.entrypoint.explain.Explainer;
import org.lsst.qserv.entrypoint.explain.Explanation;
import org.lsst.qserv.entrypoint.explain.ExplanationFormatter;
import org.lsst.qserv.entrypoint.explain.ExplanationJson;
import org.lsst.qserv.entrypoint.explain.Palette;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.PreflightChecks;
import org.lsst.qserv.entrypoint.legacy.Translation;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what a launch would do and why, without side effects. */
public final class ExplainCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final List<String> serviceArguments;
  private final Optional<Function<String, Translation>> translations;
  private final TargetParameters target =
      new TargetParameters("Role to explain; 'entrypoint --help' lists the roles.");
  private final OutputOption output = new OutputOption("text", "json");
  private final Flag changed = Flag.changed();

  /**
   * Creates the command.
   *
   * @param serviceArguments the arguments after {@code --}
   * @param translations returns the translation of a legacy command line in a release line; empty
   *     if it is not a legacy command line
   */
  public ExplainCommand(
      Host host,
      SettingsOptions settingsOptions,
      List<String> serviceArguments,
      Optional<Function<String, Translation>> translations) {
    this.translations = translations;
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.serviceArguments = serviceArguments;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Show what a launch would do and why: the origin of each setting, the difference"
                + " between rendered files and those on disk, waits, schemas, environment"
                + " and command."
                + " Changes nothing.")
        .footer("Example: entrypoint explain worker xrootd -e args.debug=true --changed");
    target.addTo(spec);
    spec.addOption(output.spec()).addOption(changed.spec());
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    LaunchTarget named = target.target();
    boolean asJson = output.format().equals("json");
    Settings settings = settingsOptions.read(named.role());
    Catalog catalog = Catalog.of(settings);
    LaunchPlan plan = Planner.draft(catalog, named, settings, serviceArguments);
    PreflightChecks checks = new PreflightChecks(host, settings, plan);
    checks.checkSettings();
    Explanation explanation =
        new Explainer(host, settings, catalog)
            .explain(plan, translation(settings.releaseLine().name()));
    host.out().print(asJson ? ExplanationJson.of(explanation) : text(explanation));
    checks.checkContainer();
    return 0;
  }

  private List<String> translation(String line) {
    return translations
        .map(translation -> translation.apply(line).text().lines().toList())
        .orElse(List.of());
  }

  private String text(Explanation explanation) {
    Palette palette = host.supportsTerminalControl() ? Palette.COLORS : Palette.PLAIN;
    return new ExplanationFormatter(palette, changed.isGiven()).of(explanation);
  }
}
