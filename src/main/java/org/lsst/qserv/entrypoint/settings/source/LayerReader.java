// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
 * Reads each kind of source into a layer, or into one for each document. What is wrong with one
 * becomes a problem and says nothing of the content, which may be secret.
 */
public final class LayerReader {
  private final Host host;
  private final Problems problems;
  private final List<Problem> warnings;
  private final Set<String> passedVariables;

  /**
   * A reader.
   *
   * @param problems where mistakes are added
   * @param warnings where accepted input is added that may not mean what the user expects
   * @param passedVariables where the variables are added that gave a setting
   */
  public LayerReader(
      Host host, Problems problems, List<Problem> warnings, Set<String> passedVariables) {
    this.host = host;
    this.problems = problems;
    this.warnings = warnings;
    this.passedVariables = passedVariables;
  }

  /** A document for each name, HOCON, JSON or YAML by its ending; the last one first. */
  public List<Config> files(List<String> names) {
    List<Config> documents = new ArrayList<>();
    for (String name : names) {
      attempt("--config", name, () -> documents.addFirst(file(Path.of(name))));
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

  /** A document each, the last one first; {@code @FILE} and {@code -} say where it is. */
  public List<Config> json(List<String> texts) {
    List<Config> documents = new ArrayList<>();
    for (String text : texts) {
      String origin = text.startsWith("@") ? text.substring(1) : "--json";
      attempt(
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

  /** Files in Docker's format. */
  public Config environmentFiles(List<String> names) {
    Layer layer = new Layer();
    for (String name : names) {
      attempt("--env-file", name, () -> environmentFile(layer, Path.of(name)));
    }
    return layer.config();
  }

  /** Docker's format: one per line, comments with {@code #}, no quotes, no {@code export}. */
  private void environmentFile(Layer layer, Path file) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    int number = 0;
    for (String line : TextFile.lines(file)) {
      number++;
      String text = line.stripLeading();
      if (!text.isEmpty() && !text.startsWith("#")) {
        if (isLine(text, file, number, lines)) {
          assignment(layer, text, file + ": " + number);
        }
      }
    }
  }

  /** Returns whether Docker would accept a line; warns of what a shell would read differently. */
  private boolean isLine(String text, Path file, int number, Map<String, Integer> lines) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    String place = file + ": " + number;
    if (key.chars().anyMatch(Character::isWhitespace)) {
      problems.add(
          Problem.configuration(
              place + ": the name '" + key + "' contains a space",
              "write NAME=VALUE, without export and without spaces before ="));
      return false;
    }
    if (value.length() > 1 && value.startsWith("'") && value.endsWith("'")) {
      warnings.add(
          Problem.configuration(
              place + ": the quotes belong to the value, as in docker run --env-file",
              "remove them unless they are part of the value"));
    }
    Integer earlier = lines.put(key, number);
    if (earlier != null) {
      warnings.add(
          Problem.configuration(
              place + ": " + key + " is given twice, first in line " + earlier,
              "keep one of them; the later value holds"));
    }
    return true;
  }

  /** Texts {@code NAME=VALUE}; a name alone passes on a variable. */
  public Config assignments(List<String> texts) {
    Layer layer = new Layer();
    for (String text : texts) {
      assignment(layer, text, "-e");
    }
    return layer.config();
  }

  /** Values that are texts, whatever they start with. */
  public Config given(List<TranslatedSettings.Given> settings) {
    Layer layer = new Layer();
    for (TranslatedSettings.Given setting : settings) {
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
          Problem.usage(origin + ": a setting without a name", "write " + origin + " NAME=VALUE"));
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
      passedVariables.add(source);
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
              "mend the JSON, or write a text that starts with { [ or \" as a JSON string"));
    } catch (ConfigException e) {
      problems.add(
          Problem.usage(origin + ": '" + name + "' is not a setting's name", "write a.b=VALUE"));
    }
  }

  /** The variables of the environment that are settings. */
  public Config variables(EnvironmentVariables variables) {
    Layer layer = new Layer();
    variables
        .settings()
        .forEach((variable, name) -> {
          passedVariables.add(variable);
          put(layer, name, host.environment().getOrDefault(variable, ""), variable);
        });
    return layer.config();
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void attempt(String option, String name, Reading reading) {
    String what = name.equals(option) ? option : option + " " + name;
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      problems.add(Problem.configuration(what + ": " + e.getMessage(), "mend it there"));
    } catch (NoSuchFileException e) {
      problems.add(Problem.configuration(what + ": there is no such file", "correct the path"));
    } catch (IOException e) {
      problems.add(
          Problem.configuration(
              what + ": cannot be read (" + e.getClass().getSimpleName() + ")",
              "make it a text file in UTF-8 that the user of the container may read"));
    }
  }
}
