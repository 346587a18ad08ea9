// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.TargetParameters;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.plan.FileSteps;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The files that a command line requests to render, each with the settings of its role. */
final class RenderRequest {
  private static final Logger LOG = LoggerFactory.getLogger(RenderRequest.class);

  /** A file of a component to render. */
  record FileToRender(Component component, RenderTemplate file, Settings settings) {}

  private final SettingsOptions settingsOptions;
  private final PositionalParamSpec role;
  private final PositionalParamSpec component =
      TargetParameters.positional(
          1, "0..1", "[COMPONENT]", "Component of the role (default: all).");

  private RenderRequest(SettingsOptions settingsOptions, String arity, String label, String text) {
    this.settingsOptions = settingsOptions;
    this.role = TargetParameters.positional(0, arity, label, text);
  }

  /** Creates a request of a command that requires a role. */
  static RenderRequest withRequiredRole(SettingsOptions settingsOptions) {
    return new RenderRequest(settingsOptions, "1", "ROLE", "Role whose files to render.");
  }

  /** Creates a request of a command whose role is optional. */
  static RenderRequest withOptionalRole(SettingsOptions settingsOptions) {
    return new RenderRequest(settingsOptions, "0..1", "[ROLE]", "Role (default: all).");
  }

  void addTo(CommandSpec command) {
    command.addPositional(role).addPositional(component);
    settingsOptions.addTo(command);
  }

  /** Returns the requested target, for messages. */
  String target() {
    return role.getValue() == null ? "all roles" : "'" + target(role.getValue()) + "'";
  }

  private LaunchTarget target(String name) {
    return new LaunchTarget(name, Optional.ofNullable(component.getValue()));
  }

  /**
   * Returns the files in the order of roles and components.
   *
   * @param placeholders whether settings without a value get a placeholder
   */
  List<FileToRender> read(boolean placeholders) {
    List<FileToRender> files = new ArrayList<>();
    Set<Problem> warnings = new LinkedHashSet<>();
    for (String name : roles()) {
      Settings settings = settingsOptions.read(name);
      List<Component> components = Planner.components(Catalog.of(settings), target(name), settings);
      warnings.addAll(settings.warnings());
      Settings effective = placeholders ? settings.withPlaceholders() : settings;
      FileSteps steps = new FileSteps(effective, true);
      components.forEach(component ->
          steps
              .of(component)
              .forEach(file -> files.add(new FileToRender(component, file, effective))));
      effective.problems().throwIfAny("the settings of '" + target(name) + "'");
    }
    warnings.forEach(warning -> LOG.warn("{}; {}", warning.what(), warning.fix()));
    return files;
  }

  private List<String> roles() {
    String requestedRole = role.getValue();
    return requestedRole == null
        ? List.copyOf(Catalog.of(settingsOptions.read("")).roles())
        : List.of(requestedRole);
  }
}
