// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cli.option.ModuleSettings;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.SchemaTargets;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.plan.ModuleSchemaPlanner;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option {@code --module}, and the settings of the role that owns the module. */
final class ModuleOption {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OptionSpec module;

  ModuleOption(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.module = settingsOptions.moduleOption(String.class, "Schema module");
  }

  void addTo(CommandSpec spec) {
    spec.addOption(module);
    settingsOptions.addTo(spec);
  }

  /** Returns the option {@code --to}. */
  static OptionSpec versionOption(String description) {
    return OptionSpec.builder("--to")
        .type(String.class)
        .arity("1")
        .paramLabel("VERSION")
        .description(description)
        .build();
  }

  /** Returns the version set with an option; empty without the option. */
  static Optional<Version> version(OptionSpec option) {
    String text = option.getValue();
    if (text == null) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return Optional.of(new Version(number));
      }
    } catch (NumberFormatException e) {
      throw notAVersion(text).causedBy(e);
    }
    throw notAVersion(text);
  }

  private static Failure notAVersion(String text) {
    return new Failure(
        ExitCode.USAGE,
        "invalid value '" + text + "' for --to (expected a version)",
        "use a version number that is at least 0");
  }

  /** Returns the requested schema and the settings that apply to it. */
  SelectedSchema select() {
    String name = module.getValue();
    if (name == null) {
      throw settingsOptions.missingModule();
    }
    ModuleSettings selected = ModuleSettings.read(settingsOptions, name);
    Settings settings = selected.settings();
    ModuleSchema schema = ModuleSchemaPlanner.plan(settings, selected.catalog(), selected.module());
    settings.problems().throwIfAny("the settings of module " + name);
    return new SelectedSchema(settings, schema);
  }

  /** Returns the directory of states and logs. */
  static Path stateDirectory(Settings settings) {
    return Path.of(settings.string("paths.state"));
  }

  Host host() {
    return host;
  }

  /** The schema of a module and the settings that apply to it. */
  record SelectedSchema(Settings settings, ModuleSchema schema) {
    SchemaTarget target() {
      return SchemaTargets.of(schema);
    }
  }
}
