// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * Reads all sources of settings, in order of increasing precedence: {@code reference.conf}, the
 * catalog, {@code --config}, variables, {@code --env-file}, {@code --json}, the options of a legacy
 * command line, {@code -e}.
 *
 * <p>A user's text becomes a literal value and is never parsed as HOCON: {@code $}, {@code #} and
 * quotes have no special meaning.
 */
public final class SettingsReader {
  private final Host host;
  private final BundledFiles bundled;
  private final Problems problems = new Problems();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<String> consumedVariables = new TreeSet<>();
  private final LayerReader layers;

  /**
   * Creates a reader for one command.
   *
   * @param bundled the files of the jar, possibly being read by another thread already
   */
  public SettingsReader(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
    this.layers = new LayerReader(host, problems, warnings, consumedVariables);
  }

  /**
   * Returns the settings of a role. Problems are collected in the result, so that the caller can
   * report them together with later ones.
   *
   * @param role the role whose defaults apply; an unknown role has none
   */
  public Settings read(SettingsSources sources, String role) {
    try {
      return readAll(sources, role);
    } catch (ConfigException e) {
      // the message contains the location and types, never a value
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog is invalid: " + e.getMessage(),
              "correct the catalog; docs/catalog.md describes its format")
          .causedBy(e);
    }
  }

  private Settings readAll(SettingsSources sources, String role) {
    List<Config> files = layers.files(sources.files());
    Config given = Settings.merged(files);
    List<Config> overrides = overrides(sources);
    ReleaseLineChoice choice =
        ReleaseLineChoice.of(host, bundled, lineSetting(overrides, given), sources.legacy());
    TranslatedSettings translated = sources.legacy().of(choice.name());
    overrides.add(1, layers.legacySettings(translated.settings()));
    ConfigTree.find(given, SettingNames.CATALOG)
        .ifPresent(own -> new AmbiguityCheck(problems).check(SettingNames.CATALOG, own));
    translated.problems().forEach(problems::add);
    warnings.addAll(translated.warnings());
    Map<String, Config> catalogs = new TreeMap<>();
    for (String line : choice.candidates()) {
      catalogs.put(line, catalog(line, sources, given));
    }
    Config catalog = catalogs.getOrDefault(choice.name(), ConfigFactory.empty());
    Defaults defaults = new Defaults(bundled.reference(), catalog, role);
    warnAboutUnknownVariables(defaults.declarations());
    if (choice.isDetermined()) {
      ReleaseLine line = new ReleaseLine(bundled, choice, catalogs, Set.of());
      return settings(overrides, files, defaults, line, translated).checked();
    }
    Set<String> differing = new TreeSet<>();
    for (Config other : catalogs.values()) {
      differing.addAll(defaults.differencesTo(new Defaults(bundled.reference(), other, role)));
    }
    defaults.remove(differing);
    ReleaseLine line = new ReleaseLine(bundled, choice, catalogs, differing);
    return settings(overrides, files, defaults, line, translated).checked();
  }

  /** Returns the catalog of a release line with the additions of the command line and the user. */
  private Config catalog(String line, SettingsSources sources, Config given) {
    Config changes = sources.legacy().of(line).catalog();
    Config catalog =
        changes.isEmpty()
            ? bundled.releaseLine(line)
            : changes.withFallback(bundled.releaseLine(line));
    return given.hasPath(SettingNames.CATALOG)
        ? given.getConfig(SettingNames.CATALOG).withFallback(catalog)
        : catalog;
  }

  /**
   * Returns only the core settings, for frequently run commands other than a launch. The catalog is
   * not read, so settings of services are unknown and ignored.
   */
  public Settings readCore(SettingsSources sources) {
    Defaults defaults = new Defaults(bundled.reference(), ConfigFactory.empty(), null);
    ReleaseLine none =
        new ReleaseLine(
            bundled,
            new ReleaseLineChoice(List.of(""), "the catalog is not read"),
            Map.of(),
            Set.of());
    return settings(
        overrides(sources),
        layers.files(sources.files()),
        defaults,
        none,
        TranslatedSettings.NOTHING);
  }

  private Settings settings(
      List<Config> overrides,
      List<Config> files,
      Defaults defaults,
      ReleaseLine line,
      TranslatedSettings translated) {
    DottedKeys dotted = new DottedKeys(defaults.declarations(), problems);
    List<Config> all = new ArrayList<>();
    overrides.forEach(layer -> all.add(dotted.expand(layer)));
    all.add(
        layers.variables(new EnvironmentVariables(host.environment(), defaults.declarations())));
    files.forEach(file -> all.add(dotted.expand(file.withoutPath(SettingNames.CATALOG))));
    return new Settings(
        host, all, defaults, line, problems, warnings, consumedVariables, translated);
  }

  /**
   * Returns the layers that take precedence over environment variables, highest first, except for
   * that of a legacy command line.
   */
  private List<Config> overrides(SettingsSources sources) {
    List<Config> overrides = new ArrayList<>();
    overrides.add(layers.assignments(sources.assignments()));
    overrides.addAll(layers.json(sources.json()));
    overrides.add(layers.environmentFiles(sources.environmentFiles()));
    return overrides;
  }

  private Optional<ReleaseLineChoice.LineSetting> lineSetting(
      List<Config> overrides, Config files) {
    Optional<ReleaseLineChoice.LineSetting> override = lineSetting(Settings.merged(overrides));
    if (override.isPresent()) {
      return override;
    }
    String name = SettingNames.toVariable(ReleaseLineChoice.SETTING);
    String variable = host.environment().get(name);
    return variable == null
        ? lineSetting(files)
        : Optional.of(new ReleaseLineChoice.LineSetting(variable, "from " + name));
  }

  /**
   * Returns the release line of a layer; a value of another type is reported by {@link
   * SettingsCheck}.
   */
  private static Optional<ReleaseLineChoice.LineSetting> lineSetting(Config layer) {
    return ConfigTree.findNonNull(layer, ReleaseLineChoice.SETTING)
        .filter(value -> value.valueType() == ConfigValueType.STRING)
        .map(value ->
            new ReleaseLineChoice.LineSetting(
                String.valueOf(value.unwrapped()), ValueOrigin.of(value)));
  }

  private void warnAboutUnknownVariables(Declarations declarations) {
    new EnvironmentVariables(host.environment(), declarations)
        .unknown()
        .keySet()
        .forEach(variable -> warnings.add(unknown(variable, declarations)));
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
