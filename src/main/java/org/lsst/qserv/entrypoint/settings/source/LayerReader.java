// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TextFile;

/**
 * Reads each kind of source into a layer, or into one layer per document. Problems contain none of
 * the content, which may be secret.
 */
public final class LayerReader {
  private final Host host;
  private final Problems problems;
  private final List<Problem> warnings;
  private final Set<String> consumedVariables;

  /**
   * Creates a reader.
   *
   * @param problems receives the problems found
   * @param warnings receives warnings about accepted input that may not mean what the user expects
   * @param consumedVariables receives the environment variables that specify settings
   */
  public LayerReader(
      Host host, Problems problems, List<Problem> warnings, Set<String> consumedVariables) {
    this.host = host;
    this.problems = problems;
    this.warnings = warnings;
    this.consumedVariables = consumedVariables;
  }

  /**
   * Reads files as HOCON, JSON or YAML, depending on their extension; returns the last file first.
   */
  public List<Config> files(List<String> names) {
    List<Config> documents = new ArrayList<>();
    for (String name : names) {
      collectProblems("--config", name, () -> documents.addFirst(file(Path.of(name))));
    }
    return documents;
  }

  private Config file(Path path) throws IOException {
    String name = path.toString();
    String text = TextFile.read(path);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Layer.document(YamlValues.read(text, name));
    }
    return name.endsWith(".json")
        ? Layer.document(JsonValues.read(text, name))
        : HoconFile.read(text, name, warnings);
  }

  /** Reads documents: inline JSON, {@code @FILE} or {@code -}; returns the last document first. */
  public List<Config> json(List<String> texts) {
    List<Config> documents = new ArrayList<>();
    for (String text : texts) {
      String origin = text.startsWith("@") ? text.substring(1) : "--json";
      collectProblems(
          "--json",
          origin,
          () -> documents.addFirst(Layer.document(JsonValues.read(jsonText(text), origin))));
    }
    return documents;
  }

  private String jsonText(String text) throws IOException {
    if (text.equals("-")) {
      return TextFile.decode(host.in().readAllBytes());
    }
    return text.startsWith("@") ? TextFile.read(Path.of(text.substring(1))) : text;
  }

  /** Reads files in the format of {@code docker run --env-file}. */
  public Config environmentFiles(List<String> names) {
    Layer layer = new Layer();
    for (String name : names) {
      collectProblems("--env-file", name, () -> environmentFile(layer, Path.of(name)));
    }
    return layer.config();
  }

  /**
   * Reads a file with one variable per line, {@code #} comments, and neither quotes nor {@code
   * export}.
   */
  private void environmentFile(Layer layer, Path file) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    int number = 0;
    for (String line : TextFile.lines(file)) {
      number++;
      String text = line.stripLeading();
      if (!text.isEmpty() && !text.startsWith("#")) {
        if (checkLine(text, file, number, lines)) {
          assignment(layer, text, file + ": " + number);
        }
      }
    }
  }

  /**
   * Adds a problem and returns false if Docker would reject a line; warns of lines that a shell
   * would read differently.
   */
  private boolean checkLine(String text, Path file, int number, Map<String, Integer> lines) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    String origin = file + ": " + number;
    if (key.chars().anyMatch(Character::isWhitespace)) {
      problems.add(
          Problem.configuration(
              origin + ": the name '" + key + "' contains a space",
              "use NAME=VALUE, without export and without spaces before ="));
      return false;
    }
    if (value.length() > 1 && value.startsWith("'") && value.endsWith("'")) {
      warnings.add(
          Problem.configuration(
              origin + ": the quotes are part of the value, as in docker run --env-file",
              "remove them unless they are intended"));
    }
    Integer earlier = lines.put(key, number);
    if (earlier != null) {
      warnings.add(
          Problem.configuration(
              origin + ": " + key + " is set twice, first in line " + earlier,
              "keep one of them; the later value is used"));
    }
    return true;
  }

  /**
   * Reads assignments {@code NAME=VALUE}; a name alone takes the value of an environment variable.
   */
  public Config assignments(List<String> texts) {
    Layer layer = new Layer();
    for (String text : texts) {
      assignment(layer, text, "-e");
    }
    return layer.config();
  }

  /** Reads values that are literal strings even if they look like JSON. */
  public Config legacySettings(List<TranslatedSettings.LegacySetting> settings) {
    Layer layer = new Layer();
    for (TranslatedSettings.LegacySetting setting : settings) {
      layer.put(
          setting.setting(),
          ConfigValueFactory.fromAnyRef(setting.value())
              .withOrigin(ConfigOriginFactory.newSimple(setting.origin())));
    }
    return layer.config();
  }

  private void assignment(Layer layer, String text, String origin) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    if (key.isBlank()) {
      problems.add(
          Problem.usage(origin + ": the name of the setting is missing", "use NAME=VALUE"));
      return;
    }
    if (EnvironmentVariables.isForeign(key)) {
      return;
    }
    String name =
        key.startsWith(SettingNames.VARIABLE_PREFIX) ? EnvironmentVariables.settingOf(key) : key;
    if (equals >= 0) {
      put(layer, name, text.substring(equals + 1), origin);
      return;
    }
    String variable = SettingNames.toVariable(name);
    String source = host.environment().containsKey(variable) ? variable : key;
    String value = host.environment().get(source);
    if (value != null) {
      consumedVariables.add(source);
      put(layer, name, value, source);
    }
  }

  private void put(Layer layer, String name, String value, String origin) {
    try {
      layer.put(name, value, origin);
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              name + " (from " + origin + "): " + e.getMessage(),
              "correct the JSON, or write a string that starts with {, [ or \" as a JSON string"));
    } catch (ConfigException e) {
      problems.add(
          Problem.usage(origin + ": '" + name + "' is not the name of a setting", "use a.b=VALUE"));
    }
  }

  /** Reads the environment variables that specify settings. */
  public Config variables(EnvironmentVariables variables) {
    Layer layer = new Layer();
    variables
        .settings()
        .forEach((variable, name) -> {
          consumedVariables.add(variable);
          put(layer, name, host.environment().getOrDefault(variable, ""), variable);
        });
    return layer.config();
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void collectProblems(String option, String name, Reading reading) {
    String source = name.equals(option) ? option : option + " " + name;
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      problems.add(FileProblem.invalid(source, e));
    } catch (IOException e) {
      problems.add(FileProblem.unreadable(source, e));
    }
  }
}
