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
 * A component's command and environment: the catalog's, what a person changed of them, and a
 * debugger before it.
 */
final class CommandPlanner {
  private static final String DEBUGGER = "gdbserver";

  private final Settings settings;
  private final Component component;
  private final ComponentTexts texts;
  private final List<String> arguments;
  private final boolean alone;

  /**
   * The command of one component.
   *
   * @param arguments what stands after {@code --}
   * @param alone whether {@code args} and {@code command} without a component's name are meant for
   *     it
   */
  CommandPlanner(
      Settings settings,
      Component component,
      ComponentTexts texts,
      List<String> arguments,
      boolean alone) {
    this.settings = settings;
    this.component = component;
    this.texts = texts;
    this.arguments = arguments;
    this.alone = alone;
  }

  /**
   * Whether the program is the catalog's and nothing stands before it, so that what the catalog
   * says of its readiness holds.
   */
  boolean isOwnProgram() {
    return replacedCommand().isEmpty() && debugger().isEmpty();
  }

  /** The debugger's server and what it is told, put before the program. */
  private List<RedactedText> debugger() {
    return settings
        .text("debug.port")
        .map(port -> List.of(RedactedText.plain(DEBUGGER), RedactedText.plain(":" + port.value())))
        .orElse(List.of());
  }

  /** The words of the command. */
  List<RedactedText> words() {
    List<RedactedText> words = new ArrayList<>(debugger());
    words.addAll(command());
    return words;
  }

  private List<RedactedText> command() {
    Optional<List<RedactedText>> replaced = replacedCommand();
    if (replaced.isPresent()) {
      return replaced.get();
    }
    List<RedactedText> words = new ArrayList<>(texts.words(component.command()));
    ServiceOptions options = new ServiceOptions(settings, texts.name(), component.secretArgs());
    options.putDefaults(component.args());
    options.put(texts.own("args"));
    if (alone) {
      options.put(settings.map("args"));
    }
    words.addAll(options.words());
    words.addAll(SecretNames.maskedArguments(arguments, component.secretArgs()));
    return words;
  }

  private Optional<List<RedactedText>> replacedCommand() {
    Object own = texts.own().get("command");
    Object command = own == null && alone ? settings.find("command").orElse(null) : own;
    if (!(command instanceof List<?> words)) {
      return Optional.empty();
    }
    if (words.isEmpty()) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "command (" + settings.origin("command") + "): is empty",
                  "write command=[\"program\",\"argument\"]"));
      return Optional.of(List.of(RedactedText.plain("")));
    }
    List<String> given =
        words.stream().map(word -> ComponentSettings.text(settings, "command", word)).toList();
    return Optional.of(
        SecretNames.maskedArguments(given, component.secretArgs()).stream()
            .map(word -> new RedactedText(word.value(), settings.hideSecrets(word.shown())))
            .toList());
  }

  /** Adds a problem for each option that only the launcher may set. */
  void checkReserved(Catalog catalog) {
    Path program = Path.of(component.command().getFirst()).getFileName();
    ReservedOptionsCheck check =
        new ReservedOptionsCheck(settings, catalog.reservedOptions(String.valueOf(program)));
    check.checkLines();
    check.checkNames("components." + component.name() + ".args", texts.own("args").keySet());
    if (alone) {
      check.checkNames("args", settings.map("args").keySet());
    }
    check.checkArguments("--", arguments);
  }

  /** The variables that the catalog and a person set. */
  Map<String, RedactedText> environment() {
    Map<String, RedactedText> environment = new TreeMap<>();
    component.environment().forEach((name, text) -> environment.put(name, texts.masked(text)));
    Map<String, Object> given = new LinkedHashMap<>(settings.map("env"));
    given.putAll(texts.own("env"));
    given.forEach((name, value) -> {
      if (value == null) {
        environment.remove(name);
      } else {
        String text = ComponentSettings.text(settings, "env." + name, value);
        environment.put(name, SecretNames.masked(name, text));
      }
    });
    return environment;
  }
}
