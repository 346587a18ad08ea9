// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Suggestion;

/**
 * Plans a launch from settings and catalog. The mode file is the only file that it reads, and it
 * changes nothing.
 */
public final class Planner {
  private static final String PREPARE = "prepare";
  private static final String SUPERVISE = "supervise";
  private static final String EXEC = "exec";
  private static final String DEBUG_PORT = "debug.port";

  private final Catalog catalog;
  private final LaunchTarget target;
  private final Settings settings;
  private final List<String> arguments;
  private final ControlSettings control;

  private Planner(Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    this.catalog = catalog;
    this.target = target;
    this.settings = settings;
    this.arguments = arguments;
    this.control = new ControlSettings(settings);
  }

  /**
   * Returns the plan of a launch.
   *
   * @param arguments the arguments after {@code --}, passed to the service unchanged
   * @throws Failure with all problems of the settings, the target and the catalog
   */
  public static LaunchPlan plan(
      Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    LaunchPlan plan = draft(catalog, target, settings, arguments);
    settings.problems().throwIfAny(subject(target));
    return plan;
  }

  /**
   * Returns the plan as far as the settings allow. Problems are added to those of the settings, so
   * that the caller can report them together with later ones.
   *
   * @param arguments the arguments after {@code --}, passed to the service unchanged
   * @throws Failure if there is no such target, or if the catalog is invalid
   */
  public static LaunchPlan draft(
      Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    return new Planner(catalog, target, settings, arguments).draft();
  }

  private static String subject(LaunchTarget target) {
    return "the settings of '" + target + "'";
  }

  /**
   * Checks that a target exists and that the settings are valid without planning a launch.
   *
   * @throws Failure with all problems
   */
  public static void check(Catalog catalog, LaunchTarget target, Settings settings) {
    new Planner(catalog, target, settings, List.of()).checkTarget();
    settings.problems().throwIfAny(subject(target));
  }

  /**
   * Returns the components of a target, in the order in which they would start.
   *
   * @throws Failure if there is no such role or component
   */
  public static List<Component> components(
      Catalog catalog, LaunchTarget target, Settings settings) {
    check(catalog, target, settings);
    return catalog.components(target.role(), target.componentNames(catalog));
  }

  private LaunchPlan draft() {
    checkTarget();
    checkComponentNames();
    EffectiveMode mode = ModeSettings.effective(settings);
    if (!isKnown()) {
      settings.problems().throwIfAny(subject(target));
    }
    return draft(mode);
  }

  private LaunchPlan draft(EffectiveMode mode) {
    List<Component> all = catalog.components(target.role(), target.componentNames(catalog));
    List<Component> running =
        all.stream().filter(component -> runs(component, mode.mode())).toList();
    checkArguments(running.size());
    if (running.isEmpty() && (mode.mode() == Mode.INSTALL || !supervises(running))) {
      LaunchAction action =
          mode.mode() == Mode.INSTALL
              ? new LaunchAction.Exit(List.of(), target + " has nothing to install")
              : new LaunchAction.Park(target + " does not run in mode " + mode.mode());
      return new LaunchPlan(target, mode, action, why(mode));
    }
    ServicePlanner planner =
        new ServicePlanner(
            catalog, settings, running.size() == 1 ? arguments : List.of(), mode.mode());
    List<ServicePlan> planned =
        running.stream().map(component -> planner.plan(component, running.size() == 1)).toList();
    if (mode.mode() == Mode.INSTALL && !launch().equals(PREPARE)) {
      return new LaunchPlan(
          target, mode, new LaunchAction.Exit(planned, target + " is installed"), why(mode));
    }
    List<String> parked =
        all.stream()
            .filter(component -> !running.contains(component))
            .map(Component::name)
            .toList();
    return new LaunchPlan(
        target, mode, action(planned, parked, supervises(running)), why(running, planned));
  }

  /**
   * Returns whether the launcher keeps running, so that it can react to mode changes, or because a
   * component requires it.
   */
  private boolean supervises(List<Component> running) {
    return running.size() > 1
        || launch().equals(SUPERVISE)
        || control.isRequested()
        || requiresSupervisor(running)
        || (target.component().isEmpty() && !(launch().equals(EXEC) && running.size() == 1));
  }

  private boolean requiresSupervisor(List<Component> running) {
    return running.size() == 1
        && running.getFirst().activation().supervised()
        && !launch().equals(EXEC);
  }

  private LaunchAction action(List<ServicePlan> services, List<String> parked, boolean supervises) {
    control.check(services);
    if (launch().equals(PREPARE)) {
      return new LaunchAction.Exit(
          services.stream().map(ServicePlan::withoutConnections).toList(),
          target + " is prepared, not started");
    }
    if (services.size() > 1 && launch().equals(EXEC)) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "launch=exec ("
                      + settings.origin("launch")
                      + ") applies to a single component, but '"
                      + target
                      + "' runs "
                      + services.size(),
                  "name one component, or use launch=supervise"));
    }
    return supervises
        ? new LaunchAction.Supervise(services, parked)
        : new LaunchAction.Exec(services.getFirst());
  }

  private static String why(EffectiveMode mode) {
    return "mode " + mode.mode() + " (" + mode.describeOrigin() + ")";
  }

  private String why(List<Component> running, List<ServicePlan> services) {
    int size = running.size();
    if (launch().equals(PREPARE)) {
      return "launch=prepare (" + settings.origin("launch") + ")";
    }
    if (size > 1) {
      return size + " components run, so the launcher keeps running to supervise them";
    }
    if (launch().equals(SUPERVISE)) {
      return "launch=supervise (" + settings.origin("launch") + ")";
    }
    if (control.isRequested()) {
      return "control.port is set, so the launcher keeps running to serve it";
    }
    if (requiresSupervisor(running)) {
      String component = target.role() + " " + running.getFirst().name();
      return component + " may hang, so the launcher keeps running to stop it";
    }
    if (supervises(running)) {
      return "no component was named, so the launcher keeps running to react to mode changes";
    }
    return services.getFirst().supervision().postStart().isEmpty()
        ? "one component runs, so its service is exec'd"
        : "one component runs, so its service is exec'd, or supervised if a step after its"
            + " start is pending";
  }

  private String launch() {
    return settings.string("launch");
  }

  private static boolean runs(Component component, Mode mode) {
    return component.activation().modes().contains(mode.toString());
  }

  private boolean isKnown() {
    return catalog.roles().contains(target.role())
        && target.component().map(name -> catalog.hasComponent(target.role(), name)).orElse(true);
  }

  private void checkTarget() {
    if (!catalog.roles().contains(target.role())) {
      String role = target.role();
      unknown("role '" + role + "'", role, catalog.roles(), "roles", role);
    } else if (!isKnown()) {
      String component = target.component().orElse("");
      unknown(
          "component '" + component + "' of " + target.role(),
          component,
          catalog.componentNames(target.role()),
          "roles",
          target.role(),
          "components",
          component);
    }
  }

  private void unknown(String what, String name, Set<String> known, String... path) {
    Optional<Problem> another =
        path.length == 0
            ? Optional.empty()
            : settings.releaseLine().belongsToAnother("the " + what, path);
    settings.problems().add(another.orElseGet(() -> unknown(what, name, known)));
  }

  private static Problem unknown(String what, String name, Set<String> known) {
    String expected = known.isEmpty() ? "" : " (expected one of " + String.join(", ", known) + ")";
    return Problem.usage(
        "unknown " + what + expected,
        Suggestion.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("use one of the listed names"));
  }

  /**
   * Checks the names in {@code components.NAME}. Those of other roles are accepted, because roles
   * may share a settings file.
   */
  private void checkComponentNames() {
    for (String name : settings.map("components").keySet()) {
      ComponentSettings.check(settings, name);
      boolean known = catalog.roles().stream().anyMatch(role -> catalog.hasComponent(role, name));
      if (!known) {
        unknown(
            "component '" + name + "'",
            name,
            isKnown() ? catalog.componentNames(target.role()) : Set.of(),
            "roles",
            target.role(),
            "components",
            name);
      }
    }
  }

  private void checkArguments(int running) {
    if (running <= 1) {
      return;
    }
    if (!arguments.isEmpty()) {
      settings
          .problems()
          .add(
              Problem.usage(
                  "arguments after --" + appliesToOne("apply", running),
                  "use components.COMPONENT.args.NAME=VALUE"));
    }
    if (settings.find(DEBUG_PORT).isPresent()) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  named(DEBUG_PORT) + appliesToOne("applies", running),
                  "launch one component: entrypoint " + target.role() + " COMPONENT"));
    }
    for (String name : List.of("args", "command")) {
      if (!settings.origin(name).equals("default")) {
        settings
            .problems()
            .add(
                Problem.configuration(
                    named(name) + appliesToOne("applies", running),
                    "use components.COMPONENT." + name));
      }
    }
  }

  private String named(String setting) {
    return setting + " (" + settings.origin(setting) + ")";
  }

  private String appliesToOne(String verb, int running) {
    return " " + verb + " to a single component, but '" + target + "' runs " + running;
  }
}
