// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.lsst.qserv.entrypoint.cli.build.CompactCommand;
import org.lsst.qserv.entrypoint.cli.build.TrainCommand;
import org.lsst.qserv.entrypoint.cli.cluster.ClusterCommand;
import org.lsst.qserv.entrypoint.cli.compatibility.CompatibilityCommand;
import org.lsst.qserv.entrypoint.cli.completion.CompletionCommand;
import org.lsst.qserv.entrypoint.cli.config.ConfigCommand;
import org.lsst.qserv.entrypoint.cli.database.DatabaseCommand;
import org.lsst.qserv.entrypoint.cli.init.InitCommand;
import org.lsst.qserv.entrypoint.cli.launch.ExplainCommand;
import org.lsst.qserv.entrypoint.cli.legacy.LegacyInvocation;
import org.lsst.qserv.entrypoint.cli.legacy.SpawnedAppHelpCommand;
import org.lsst.qserv.entrypoint.cli.man.ManCommand;
import org.lsst.qserv.entrypoint.cli.mode.ModeCommand;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.probe.ProbeCommand;
import org.lsst.qserv.entrypoint.cli.retry.RetryCommand;
import org.lsst.qserv.entrypoint.cli.schema.SchemaCommand;
import org.lsst.qserv.entrypoint.cli.status.StatusCommand;
import org.lsst.qserv.entrypoint.cli.template.TemplateCommand;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands other than a launch, by name. Building a model takes milliseconds, so each one is
 * built on demand.
 */
final class Commands {
  private final Map<String, Supplier<CommandSpec>> models = new LinkedHashMap<>();

  /**
   * Creates the commands.
   *
   * @param settingsOptions creates the options of a command that takes settings
   * @param serviceArguments the arguments after {@code --}
   * @param legacy the legacy command line, if it is one
   * @param run runs a command line and returns its exit code
   * @param completeModel builds the model of the command line with all commands
   */
  Commands(
      Host host,
      BundledFiles bundled,
      Supplier<SettingsOptions> settingsOptions,
      List<String> serviceArguments,
      Optional<LegacyInvocation> legacy,
      ToIntFunction<List<String>> run,
      Supplier<CommandLine> completeModel) {
    models.put(
        "explain",
        () ->
            new ExplainCommand(
                    host,
                    settingsOptions.get(),
                    serviceArguments,
                    legacy.map(line -> line::translation))
                .spec());
    models.put("config", () -> new ConfigCommand(host, settingsOptions).spec());
    models.put("template", () -> new TemplateCommand(host, settingsOptions.get()).spec());
    models.put("init", () -> new InitCommand(host, settingsOptions.get()).spec());
    models.put("schema", () -> new SchemaCommand(host, settingsOptions).spec());
    models.put("database", () -> new DatabaseCommand(host, settingsOptions).spec());
    models.put("status", () -> new StatusCommand(host, settingsOptions.get()).spec());
    models.put("cluster", () -> new ClusterCommand(host, settingsOptions, bundled).spec());
    models.put("mode", () -> new ModeCommand(host, settingsOptions).spec());
    models.put("retry", () -> new RetryCommand(host, settingsOptions.get()).spec());
    models.put("probe", () -> new ProbeCommand(host, settingsOptions.get()).spec());
    models.put(
        "compatibility", () -> new CompatibilityCommand(host, bundled, settingsOptions).spec());
    models.put(
        "completion",
        () -> new CompletionCommand(host, settingsOptions.get(), bundled, completeModel).spec());
    models.put("man", () -> new ManCommand(host.out(), completeModel).spec());
    models.put("spawned-app-help", () -> new SpawnedAppHelpCommand(host, bundled).spec());
    models.put("train", () -> new TrainCommand(host, run).spec());
    models.put("compact", () -> new CompactCommand(bundled).spec());
  }

  Set<String> names() {
    return models.keySet();
  }

  /** Returns the model of an existing command. */
  CommandSpec model(String name) {
    Supplier<CommandSpec> model = models.get(name);
    if (model == null) {
      throw new IllegalArgumentException("unknown command " + name);
    }
    return model.get();
  }
}
