// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;

/**
 * Plans the command and the environment of a component from the catalog, the user's changes, and
 * the debugger.
 */
final class CommandPlanner {
  private static final String DEBUGGER = "gdbserver";

  private final Settings settings;
  private final Component component;
  private final ReferenceResolver references;
  private final List<String> arguments;
  private final boolean isOnlyComponent;

  /**
   * Creates the planner of one component.
   *
   * @param arguments the arguments after {@code --}
   * @param isOnlyComponent whether no other component of the target runs, so that the settings
   *     {@code args} and {@code command} apply to this one
   */
  CommandPlanner(
      Settings settings,
      Component component,
      ReferenceResolver references,
      List<String> arguments,
      boolean isOnlyComponent) {
    this.settings = settings;
    this.component = component;
    this.references = references;
    this.arguments = arguments;
    this.isOnlyComponent = isOnlyComponent;
  }

  /**
   * Returns whether the catalog's program runs without a debugger, so that the catalog's readiness
   * check applies.
   */
  boolean runsCatalogProgram() {
    return replacedCommand().isEmpty() && debugger().isEmpty();
  }

  /** Returns the arguments before the program that start it under the debugger. */
  private List<RedactedText> debugger() {
    return settings
        .text("debug.port")
        .map(port -> List.of(RedactedText.plain(DEBUGGER), RedactedText.plain(":" + port.value())))
        .orElse(List.of());
  }

  /** Returns the program and its arguments. */
  List<RedactedText> commandLine() {
    List<RedactedText> commandLine = new ArrayList<>(debugger());
    commandLine.addAll(command());
    return commandLine;
  }

  private List<RedactedText> command() {
    Optional<List<RedactedText>> replaced = replacedCommand();
    if (replaced.isPresent()) {
      return replaced.get();
    }
    List<RedactedText> command = new ArrayList<>(references.expand(component.program().command()));
    ServiceOptions options =
        new ServiceOptions(settings, references.name(), component.program().secretArgs());
    options.putDefaults(component.program().args());
    options.put(references.overrides("args"));
    if (isOnlyComponent) {
      options.put(settings.map("args"));
    }
    command.addAll(options.arguments());
    command.addAll(SecretNames.redactedArguments(arguments, component.program().secretArgs()));
    return command;
  }

  private Optional<List<RedactedText>> replacedCommand() {
    Object override = references.overrides().get("command");
    Object command =
        override == null && isOnlyComponent ? settings.find("command").orElse(null) : override;
    if (!(command instanceof List<?> elements)) {
      return Optional.empty();
    }
    if (elements.isEmpty()) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "command (" + settings.origin("command") + "): is empty",
                  "use command=[\"program\",\"argument\"]"));
      return Optional.of(List.of(RedactedText.plain("")));
    }
    List<String> texts =
        elements.stream()
            .map(element -> ComponentSettings.text(settings, "command", element))
            .toList();
    return Optional.of(
        SecretNames.redactedArguments(texts, component.program().secretArgs()).stream()
            .map(argument ->
                new RedactedText(argument.value(), settings.redactSecrets(argument.shown())))
            .toList());
  }

  /** Adds a warning for each option without which the service works only in part. */
  void checkExpected() {
    if (component.program().expectedArgs().isEmpty() || !runsCatalogProgram()) {
      return;
    }
    List<String> given = commandLine().stream().map(RedactedText::value).toList();
    component
        .program()
        .expectedArgs()
        .forEach((name, reason) -> {
          String option = "--" + name;
          if (given.stream()
              .noneMatch(text -> text.equals(option) || text.startsWith(option + "="))) {
            settings.warn(
                references.name() + " runs without " + option + ": " + reason,
                "set args." + name + "=true, or add " + option + " after --");
          }
        });
  }

  /** Adds a problem for each option that only the launcher may set. */
  void checkReserved(Catalog catalog) {
    Path program = Path.of(component.program().command().getFirst()).getFileName();
    ReservedOptionsCheck check =
        new ReservedOptionsCheck(settings, catalog.reservedOptions(String.valueOf(program)));
    check.checkLines();
    check.checkNames(
        "components." + component.name() + ".args", references.overrides("args").keySet());
    if (isOnlyComponent) {
      check.checkNames("args", settings.map("args").keySet());
    }
    check.checkArguments("--", arguments);
  }

  /** Returns the environment variables of the catalog, with the user's changes. */
  Map<String, RedactedText> environment() {
    Map<String, RedactedText> environment = new TreeMap<>();
    component
        .program()
        .environment()
        .forEach((name, text) -> environment.put(name, references.resolveRedacted(text)));
    Map<String, Object> changes = new LinkedHashMap<>(settings.map("env"));
    changes.putAll(references.overrides("env"));
    changes.forEach((name, value) -> {
      if (value == null) {
        environment.remove(name);
      } else {
        String text = ComponentSettings.text(settings, "env." + name, value);
        environment.put(name, SecretNames.redacted(name, text));
      }
    });
    return environment;
  }
}
