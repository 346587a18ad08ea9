package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * Reads all sources of settings, weakest first: {@code reference.conf}, the catalogue, {@code
 * --config}, variables, {@code --env-file}, {@code --json}, the options of an old command line,
 * {@code -e}.
 *
 * <p>A user's text is put in as a value and never becomes a part of HOCON: a {@code $}, {@code #}
 * or quote in it means nothing.
 */
public final class SettingsReader {
  private static final String RELEASE_LINE = "release-line";
  private static final String USUAL_LINE = "xrd";

  /** Where a {@code --config} file adds to the catalogue. */
  private static final String CATALOGUE = "catalogue";

  private static final ConfigResolveOptions WITHIN_THE_FILE =
      ConfigResolveOptions.noSystem().setAllowUnresolved(false);

  private final Host host;
  private final BundledFiles bundled;
  private final Problems problems = new Problems();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<String> passedVariables = new TreeSet<>();

  /** A reader for one command. */
  public SettingsReader(Host host) {
    this(host, new BundledFiles());
  }

  /**
   * A reader for one command.
   *
   * @param bundled the files of the jar, perhaps being read already
   */
  public SettingsReader(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
  }

  /**
   * Reads the settings that hold in a role. What is wrong with them is kept in the result, to be
   * reported together with what else is found.
   *
   * @param role the role, whose own defaults count; an unknown one has none
   */
  public Settings read(SettingsSources sources, String role) {
    try {
      return readAll(sources, role);
    } catch (ConfigException e) {
      // the message names place and types, never a value
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the catalogue has the wrong shape: " + e.getMessage(),
          "docs/catalogue.md says what it may hold");
    }
  }

  private Settings readAll(SettingsSources sources, String role) {
    Config files = files(sources.files());
    List<Config> strong = strong(sources);
    Config bundledLine = catalogue(releaseLine(strong, files));
    Translated translated = sources.translated();
    Config catalogue =
        translated.catalogue().isEmpty()
            ? bundledLine
            : translated.catalogue().withFallback(bundledLine);
    Config extended =
        files.hasPath(CATALOGUE) ? files.getConfig(CATALOGUE).withFallback(catalogue) : catalogue;
    translated.problems().forEach(problems::add);
    warnings.addAll(translated.warnings());
    Defaults defaults = new Defaults(bundled.reference(), extended, role);
    return settings(strong, files, defaults, translated).checked();
  }

  /**
   * Reads the core settings alone, for commands that are no launch and run often. The catalogue is
   * not looked at, so the settings of services are unknown here and passed over.
   */
  public Settings readCore(SettingsSources sources) {
    Defaults defaults = new Defaults(bundled.reference(), ConfigFactory.empty(), null);
    return settings(strong(sources), files(sources.files()), defaults, sources.translated());
  }

  private Settings settings(
      List<Config> strong, Config files, Defaults defaults, Translated translated) {
    DottedKeys dotted = new DottedKeys(defaults.declarations(), problems);
    List<Config> layers = new ArrayList<>();
    strong.forEach(layer -> layers.add(dotted.expand(layer)));
    layers.add(variables(defaults.declarations()));
    layers.add(dotted.expand(files.withoutPath(CATALOGUE)));
    return new Settings(host, layers, defaults, problems, warnings, passedVariables, translated);
  }

  /** What is stronger than a variable, the strongest first. */
  private List<Config> strong(SettingsSources sources) {
    return List.of(
        assignments(sources.assignments()),
        given(sources.translated().given()),
        json(sources.json()),
        environmentFiles(sources.environmentFiles()));
  }

  private String releaseLine(List<Config> strong, Config files) {
    String variable = host.environment().get(SettingNames.toVariable(RELEASE_LINE));
    return releaseLine(Settings.merged(strong))
        .or(() -> Optional.ofNullable(variable))
        .or(() -> releaseLine(files))
        .or(() -> releaseLine(bundled.reference()))
        .orElse(USUAL_LINE);
  }

  /** One that is no text is reported when the settings are checked. */
  private static Optional<String> releaseLine(Config layer) {
    return ConfigTree.findNonNull(layer, RELEASE_LINE)
        .filter(value -> value.valueType() == ConfigValueType.STRING)
        .map(value -> String.valueOf(value.unwrapped()));
  }

  private Config catalogue(String line) {
    Optional<Config> catalogue = bundled.releaseLine(line);
    if (catalogue.isEmpty()) {
      problems.add(
          Problem.configuration(
              "release-line: '" + line + "' is not a release line of this image",
              "use release-line=" + USUAL_LINE + ", or the image of that release"));
    }
    return catalogue.or(() -> bundled.releaseLine(USUAL_LINE)).orElseThrow();
  }

  private Config files(List<String> names) {
    Layer layer = new Layer();
    for (String name : names) {
      attempt("--config", name, () -> layer.put(file(Path.of(name))));
    }
    return layer.config();
  }

  private static Config file(Path path) throws IOException {
    String name = path.toString();
    String text = Files.readString(path);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Layer.document(JacksonValues.read(new YamlForm(), text, name));
    }
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setOriginDescription(name)
              .setSyntax(name.endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF);
      Config config = ConfigFactory.parseString(text, options).resolve(WITHIN_THE_FILE);
      return ConfigTree.withNumbersAsWritten(config, CATALOGUE);
    } catch (ConfigException e) {
      // the library's message quotes the text, which may hold a secret
      String line = e.origin() == null ? "" : " (line " + e.origin().lineNumber() + ")";
      throw new IllegalArgumentException("is not valid HOCON or JSON" + line, null);
    }
  }

  private Config json(List<String> documents) {
    Layer layer = new Layer();
    for (String text : documents) {
      String origin = text.startsWith("@") ? text.substring(1) : "--json";
      attempt(
          "--json",
          origin,
          () -> layer.put(Layer.document(JacksonValues.json(jsonText(text), origin))));
    }
    return layer.config();
  }

  private String jsonText(String text) throws IOException {
    if (text.equals("-")) {
      return new String(host.in().readAllBytes(), StandardCharsets.UTF_8);
    }
    return text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
  }

  private Config environmentFiles(List<String> names) {
    Layer layer = new Layer();
    for (String name : names) {
      attempt("--env-file", name, () -> environmentFile(layer, Path.of(name)));
    }
    return layer.config();
  }

  /** Docker's format: a line each, comments with {@code #}, no quotes. */
  private void environmentFile(Layer layer, Path file) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String text = line.stripLeading();
      if (!text.isEmpty() && !text.startsWith("#")) {
        assignment(layer, text, file + ": " + number);
      }
    }
  }

  private Config assignments(List<String> texts) {
    Layer layer = new Layer();
    for (String text : texts) {
      assignment(layer, text, "-e");
    }
    return layer.config();
  }

  /** Values that are texts, whatever they start with. */
  private static Config given(List<Translated.Given> settings) {
    Layer layer = new Layer();
    for (Translated.Given setting : settings) {
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

  private Config variables(Declarations declarations) {
    EnvironmentVariables variables = new EnvironmentVariables(host.environment(), declarations);
    Layer layer = new Layer();
    variables
        .settings()
        .forEach((variable, name) -> {
          passedVariables.add(variable);
          put(layer, name, host.environment().getOrDefault(variable, ""), variable);
        });
    variables.unknown().keySet().forEach(variable -> warnings.add(unknown(variable, declarations)));
    return layer.config();
  }

  private static Problem unknown(String variable, Declarations declarations) {
    List<String> known = declarations.names().stream().map(SettingNames::toVariable).toList();
    return Problem.configuration(
        "the variable " + variable + " is not a setting and is ignored",
        Suggestion.nearest(variable, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("remove it"));
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
