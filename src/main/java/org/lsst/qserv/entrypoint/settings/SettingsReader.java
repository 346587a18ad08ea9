// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
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
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.EnvironmentVariables;
import org.lsst.qserv.entrypoint.settings.source.LayerReader;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.type.Declarations;

/**
 * Reads all sources of settings, weakest first: {@code reference.conf}, the catalog, {@code
 * --config}, variables, {@code --env-file}, {@code --json}, the options of an old command line,
 * {@code -e}.
 *
 * <p>A user's text is put in as a value and never becomes a part of HOCON: a {@code $}, {@code #}
 * or quote in it means nothing.
 */
public final class SettingsReader {
  private static final String RELEASE_LINE = "release-line";

  private final Host host;
  private final BundledFiles bundled;
  private final Problems problems = new Problems();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<String> passedVariables = new TreeSet<>();
  private final LayerReader layers;

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
    this.layers = new LayerReader(host, problems, warnings, passedVariables);
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
          "the catalog has the wrong shape: " + e.getMessage(),
          "docs/catalog.md says what it may hold");
    }
  }

  private Settings readAll(SettingsSources sources, String role) {
    List<Config> files = layers.files(sources.files());
    Config given = Settings.merged(files);
    List<Config> strong = strong(sources);
    Config bundledLine = catalog(releaseLine(strong, given));
    TranslatedSettings translated = sources.translated();
    Config catalog =
        translated.catalog().isEmpty()
            ? bundledLine
            : translated.catalog().withFallback(bundledLine);
    ConfigTree.find(given, SettingNames.CATALOG)
        .ifPresent(own -> new AmbiguityCheck(problems).check(SettingNames.CATALOG, own));
    Config extended =
        given.hasPath(SettingNames.CATALOG)
            ? given.getConfig(SettingNames.CATALOG).withFallback(catalog)
            : catalog;
    translated.problems().forEach(problems::add);
    warnings.addAll(translated.warnings());
    Defaults defaults = new Defaults(bundled.reference(), extended, role);
    return settings(strong, files, defaults, translated).checked();
  }

  /**
   * Reads the core settings alone, for commands that are no launch and run often. The catalog is
   * not looked at, so the settings of services are unknown here and passed over.
   */
  public Settings readCore(SettingsSources sources) {
    Defaults defaults = new Defaults(bundled.reference(), ConfigFactory.empty(), null);
    return settings(strong(sources), layers.files(sources.files()), defaults, sources.translated());
  }

  private Settings settings(
      List<Config> strong, List<Config> files, Defaults defaults, TranslatedSettings translated) {
    DottedKeys dotted = new DottedKeys(defaults.declarations(), problems);
    List<Config> all = new ArrayList<>();
    strong.forEach(layer -> all.add(dotted.expand(layer)));
    all.add(variables(defaults.declarations()));
    files.forEach(file -> all.add(dotted.expand(file.withoutPath(SettingNames.CATALOG))));
    return new Settings(host, all, defaults, problems, warnings, passedVariables, translated);
  }

  /** What is stronger than a variable, the strongest first. */
  private List<Config> strong(SettingsSources sources) {
    List<Config> strong = new ArrayList<>();
    strong.add(layers.assignments(sources.assignments()));
    strong.add(layers.given(sources.translated().given()));
    strong.addAll(layers.json(sources.json()));
    strong.add(layers.environmentFiles(sources.environmentFiles()));
    return strong;
  }

  private String releaseLine(List<Config> strong, Config files) {
    String variable = host.environment().get(SettingNames.toVariable(RELEASE_LINE));
    return releaseLine(Settings.merged(strong))
        .or(() -> Optional.ofNullable(variable))
        .or(() -> releaseLine(files))
        .or(() -> releaseLine(bundled.reference()))
        .orElse(BundledFiles.USUAL_LINE);
  }

  /** One that is no text is reported when the settings are checked. */
  private static Optional<String> releaseLine(Config layer) {
    return ConfigTree.findNonNull(layer, RELEASE_LINE)
        .filter(value -> value.valueType() == ConfigValueType.STRING)
        .map(value -> String.valueOf(value.unwrapped()));
  }

  private Config catalog(String line) {
    Optional<Config> catalog = bundled.releaseLine(line);
    if (catalog.isEmpty()) {
      problems.add(
          Problem.configuration(
              "release-line: '" + line + "' is not a release line of this image",
              "use release-line=" + BundledFiles.USUAL_LINE + ", or the image of that release"));
    }
    return catalog.or(() -> bundled.releaseLine(BundledFiles.USUAL_LINE)).orElseThrow();
  }

  private Config variables(Declarations declarations) {
    EnvironmentVariables variables = new EnvironmentVariables(host.environment(), declarations);
    variables.unknown().keySet().forEach(variable -> warnings.add(unknown(variable, declarations)));
    return layers.variables(variables);
  }

  private static Problem unknown(String variable, Declarations declarations) {
    List<String> known = declarations.names().stream().map(SettingNames::toVariable).toList();
    return Problem.configuration(
        "the variable " + variable + " is not a setting and is ignored",
        Suggestion.nearest(variable, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("remove it"));
  }
}
