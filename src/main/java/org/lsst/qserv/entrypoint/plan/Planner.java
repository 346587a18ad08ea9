// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
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
 * Decides what a launch does: settings and catalog in, plan out. Apart from the mode file it reads
 * nothing, and it changes nothing.
 */
public final class Planner {
  private static final String PREPARE = "prepare";
  private static final String DEBUG_PORT = "debug.port";

  private final Catalog catalog;
  private final LaunchTarget target;
  private final Settings settings;
  private final List<String> arguments;

  private Planner(Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    this.catalog = catalog;
    this.target = target;
    this.settings = settings;
    this.arguments = arguments;
  }

  /**
   * Makes the plan.
   *
   * @param arguments what goes to the service untouched, after {@code --}
   * @throws Failure with every problem of settings, target and catalog
   */
  public static LaunchPlan plan(
      Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    LaunchPlan plan = draft(catalog, target, settings, arguments);
    settings.problems().throwIfAny(where(target));
    return plan;
  }

  /**
   * Makes the plan as far as the settings allow. What is wrong with them is added to their
   * problems, so that it can be reported together with what is found in the plan.
   *
   * @param arguments what goes to the service untouched, after {@code --}
   * @throws Failure if there is no such target, or if the catalog is wrong
   */
  public static LaunchPlan draft(
      Catalog catalog, LaunchTarget target, Settings settings, List<String> arguments) {
    return new Planner(catalog, target, settings, arguments).draft();
  }

  private static String where(LaunchTarget target) {
    return "the settings of '" + target + "'";
  }

  /**
   * Looks whether a target exists, and whether the settings are right as far as that shows.
   *
   * @throws Failure with every problem
   */
  public static void check(Catalog catalog, LaunchTarget target, Settings settings) {
    new Planner(catalog, target, settings, List.of()).checkTarget();
    settings.problems().throwIfAny(where(target));
  }

  /**
   * The components that a target names, in the order in which they would start.
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
    EffectiveMode mode = mode();
    if (!isKnown()) {
      settings.problems().throwIfAny(where(target));
    }
    return draft(mode);
  }

  private LaunchPlan draft(EffectiveMode mode) {
    List<Component> all = catalog.components(target.role(), target.componentNames(catalog));
    List<Component> running =
        all.stream().filter(component -> runs(component, mode.mode())).toList();
    checkArguments(running.size());
    if (running.isEmpty()) {
      String reason = target + " does not run in mode " + mode.mode();
      return new LaunchPlan(
          target,
          mode,
          mode.mode() == Mode.INSTALL
              ? new LaunchAction.Exit(List.of(), "there is nothing to install for " + target)
              : new LaunchAction.Park(reason),
          reason);
    }
    ServicePlanner starts =
        new ServicePlanner(
            catalog, settings, running.size() == 1 ? arguments : List.of(), mode.mode());
    List<ServicePlan> planned =
        running.stream().map(component -> starts.plan(component, running.size() == 1)).toList();
    if (mode.mode() == Mode.INSTALL && !launch().equals(PREPARE)) {
      String reason = "mode " + mode.mode() + " (" + mode.source() + ")";
      return new LaunchPlan(
          target, mode, new LaunchAction.Exit(planned, target + " is installed"), reason);
    }
    return new LaunchPlan(target, mode, ending(planned), why(planned.size()));
  }

  private LaunchAction ending(List<ServicePlan> starts) {
    if (settings.find("control.port").isPresent()) {
      settings.warn(
          "control.port (" + settings.origin("control.port") + "): nothing listens there yet",
          "use 'entrypoint probe' in the container");
    }
    if (launch().equals(PREPARE)) {
      return new LaunchAction.Exit(
          starts.stream().map(ServicePlan::withoutConnections).toList(),
          target + " is prepared, not started");
    }
    boolean supervise =
        starts.size() > 1
            || launch().equals("supervise")
            || settings.find("control.port").isPresent();
    if (starts.size() > 1 && launch().equals("exec")) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "launch=exec ("
                      + settings.origin("launch")
                      + "): '"
                      + target
                      + "' has several components to run",
                  "name one component, or use launch=supervise"));
    }
    return supervise
        ? new LaunchAction.Supervise(starts)
        : new LaunchAction.Exec(starts.getFirst());
  }

  private String why(int size) {
    if (launch().equals(PREPARE)) {
      return "launch=prepare (" + settings.origin("launch") + ")";
    }
    if (size > 1) {
      return size + " components run, so the launcher stays to supervise them";
    }
    if (launch().equals("supervise")) {
      return "launch=supervise (" + settings.origin("launch") + ")";
    }
    return settings.find("control.port").isPresent()
        ? "control.port is set, so the launcher stays to be steered"
        : "one component runs, so the launcher becomes it";
  }

  private String launch() {
    return settings.string("launch");
  }

  private static boolean runs(Component component, Mode mode) {
    return component.modes().contains(mode.toString());
  }

  private EffectiveMode mode() {
    Optional<Path> file = settings.find("mode-file").map(String::valueOf).map(Path::of);
    return readMode(file);
  }

  private EffectiveMode readMode(Optional<Path> file) {
    String setting = settings.string("mode");
    try {
      return EffectiveMode.read(file, setting);
    } catch (Failure e) {
      e.problems().forEach(settings.problems()::add);
      return EffectiveMode.read(Optional.empty(), setting);
    }
  }

  private boolean isKnown() {
    return catalog.roles().contains(target.role())
        && target
            .component()
            .map(name -> catalog.componentNames(target.role()).contains(name))
            .orElse(true);
  }

  private void checkTarget() {
    if (!catalog.roles().contains(target.role())) {
      unknown("role", target.role(), catalog.roles());
    } else if (!isKnown()) {
      unknown(
          "component of " + target.role(),
          target.component().orElse(""),
          catalog.componentNames(target.role()));
    }
  }

  private void unknown(String kind, String word, Set<String> known) {
    settings
        .problems()
        .add(
            Problem.usage(
                "'" + word + "' is not a " + kind + ": " + String.join(", ", known),
                Suggestion.nearest(word, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("use one of these")));
  }

  /** {@code components.X} is for components of the role, or of any role if that is shared. */
  private void checkComponentNames() {
    for (String name : settings.map("components").keySet()) {
      ComponentSettings.check(settings, name);
      boolean known =
          catalog.roles().stream().anyMatch(role -> catalog.componentNames(role).contains(name));
      if (!known) {
        unknown("component", name, isKnown() ? catalog.componentNames(target.role()) : Set.of());
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
                  "-- "
                      + String.join(" ", arguments)
                      + ": '"
                      + target
                      + "' runs "
                      + running
                      + " components",
                  "use components.X.args.NAME=VALUE with the component's name for X"));
    }
    if (settings.find(DEBUG_PORT).isPresent()) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  DEBUG_PORT
                      + " ("
                      + settings.origin(DEBUG_PORT)
                      + "): '"
                      + target
                      + "' runs "
                      + running
                      + " components",
                  "name the one component to debug"));
    }
    for (String name : List.of("args", "command")) {
      if (!settings.origin(name).equals("default")) {
        settings
            .problems()
            .add(
                Problem.configuration(
                    name
                        + " ("
                        + settings.origin(name)
                        + "): '"
                        + target
                        + "' runs "
                        + running
                        + " components",
                    "use components.X." + name + " with the component's name for X"));
      }
    }
  }
}
