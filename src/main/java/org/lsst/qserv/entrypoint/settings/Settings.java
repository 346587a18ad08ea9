// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Memory;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.secret.SecretFile;
import org.lsst.qserv.entrypoint.settings.source.ConfigTree;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.Size;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/**
 * The effective settings with types, origins and defaults.
 *
 * <p>A user's value is literal. A default may refer to other settings as {@code {{ a.b }}}; if the
 * other setting is unset, so is the default.
 */
public final class Settings implements Variables {
  private final Host host;
  private final List<Config> layers;
  private final Config user;
  private final Defaults defaults;
  private final Declarations declarations;
  private final ReleaseLine releaseLine;
  private final Problems problems;
  private final List<Problem> warnings;
  private final Set<String> consumedVariables;
  private final SettingValues values;
  private final SecretFiles secretFiles;
  private final TranslatedSettings translated;
  private final SettingVariables variables;

  /**
   * Creates settings that are not yet checked.
   *
   * @param layers one layer per source, highest precedence first
   * @param consumedVariables the environment variables that specify settings
   * @param translated the variables that a legacy command line adds
   */
  Settings(
      Host host,
      List<Config> layers,
      Defaults defaults,
      ReleaseLine releaseLine,
      Problems problems,
      List<Problem> warnings,
      Set<String> consumedVariables,
      TranslatedSettings translated) {
    this(
        host,
        layers,
        defaults,
        releaseLine,
        problems,
        warnings,
        consumedVariables,
        translated,
        false);
  }

  private Settings(
      Host host,
      List<Config> layers,
      Defaults defaults,
      ReleaseLine releaseLine,
      Problems problems,
      List<Problem> warnings,
      Set<String> consumedVariables,
      TranslatedSettings translated,
      boolean placeholders) {
    this.host = host;
    this.defaults = defaults;
    this.declarations = defaults.declarations();
    this.releaseLine = releaseLine;
    this.problems = problems;
    this.warnings = warnings;
    this.consumedVariables = consumedVariables;
    this.translated = translated;
    this.layers = List.copyOf(layers);
    this.user = merged(layers);
    this.values =
        new SettingValues(user, defaults.values(), declarations, problems, this, placeholders);
    this.secretFiles = new SecretFiles(user, defaults.values(), declarations, values);
    this.variables =
        new SettingVariables(this, host, defaults, releaseLine, translated, secretFiles);
  }

  /**
   * Returns these settings with a placeholder of the right type for each unset one, to check a
   * template without a real configuration. The result has its own list of problems.
   */
  public Settings withPlaceholders() {
    return new Settings(
        host,
        layers,
        defaults,
        releaseLine,
        new Problems(),
        warnings,
        consumedVariables,
        translated,
        true);
  }

  /**
   * Returns the settings as a file that {@code --config} reads.
   *
   * @param onlyGiven whether to omit settings that have their default
   */
  public SettingsDocument document(boolean onlyGiven) {
    return new SettingsDocument(user, defaults.values(), declarations, this, onlyGiven);
  }

  /** Merges layers, highest precedence first. */
  static Config merged(List<Config> layers) {
    Config all = ConfigFactory.empty();
    for (Config layer : layers) {
      all = all.withFallback(layer);
    }
    return all;
  }

  /** Returns which source sets which value of each setting. */
  public SettingOrigins origins() {
    return new SettingOrigins(layers, defaults.values(), declarations, this);
  }

  /** Checks each value set by the user, adding to the problems, and returns these settings. */
  Settings checked() {
    new SettingsCheck(values, declarations, releaseLine, problems, warnings).check(user.root());
    return this;
  }

  /** Returns the problems found so far; code that uses the settings adds to them. */
  public Problems problems() {
    return problems;
  }

  /** Returns the current date in UTC, which determines what has expired. */
  public LocalDate today() {
    return LocalDate.ofInstant(host.time().now(), ZoneOffset.UTC);
  }

  /** Adds a warning about accepted but questionable input. */
  public void warn(String what, String fix) {
    warnings.add(Problem.configuration(what, fix));
  }

  /** Returns the warnings about accepted but questionable input. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Returns the environment variables that specify settings, which are not passed to the service.
   */
  public Set<String> consumedVariables() {
    return Set.copyOf(consumedVariables);
  }

  /** Returns the release line, and why it was chosen. */
  public ReleaseLine releaseLine() {
    return releaseLine;
  }

  /** Returns the catalog of the release line, including the additions of {@code --config}. */
  public Config catalog() {
    return defaults.catalog();
  }

  /** Returns the allowed values of a setting; empty unless it is an enumeration. */
  public List<String> allowedValues(String name) {
    return declarations.type(name).map(SettingType::allowedValues).orElse(List.of());
  }

  /** Returns the sorted names of all settings. */
  public Set<String> names() {
    return declarations.names();
  }

  /** Returns whether a setting may hold a secret, and therefore has a {@code -file} variant. */
  public boolean isSecret(String name) {
    return declarations.isSecret(name);
  }

  /** Returns the files from which secrets were read so far. */
  public List<SecretFile> secretFiles() {
    return secretFiles.read();
  }

  /** Returns the origin of a setting's value: "from -e", "from site.conf: 12" or "default". */
  public String origin(String name) {
    return values.origin(name);
  }

  /**
   * Returns the typed value of a setting: String, Long, Boolean, {@link Size}, {@link Duration},
   * {@link DatabaseUrl}, {@link Secret}, List or Map.
   *
   * @throws IllegalArgumentException if there is no such setting
   */
  public Optional<Object> find(String name) {
    if (releaseLine.differsIn(name)) {
      problems.add(releaseLine.undeterminedSetting(name));
      return Optional.empty();
    }
    return values.find(name);
  }

  /** Returns what the user gave for a setting, with the origin of each member; empty if nothing. */
  public Optional<ConfigValue> given(String name) {
    return ConfigTree.findNonNull(user, name);
  }

  /** Returns how connections to the database of a URL setting are encrypted. */
  public Tls tls(String urlSetting) {
    return values.tls(urlSetting);
  }

  /** Returns a setting of type path or enum that always has a value. */
  public String string(String name) {
    return find(name)
        .map(value -> text(value).value())
        .orElseThrow(() -> new IllegalStateException(name + " has no value"));
  }

  /** Returns a setting of type boolean; false if it is unset. */
  public boolean flag(String name) {
    return find(name).filter(Boolean.TRUE::equals).isPresent();
  }

  /** Returns a setting of type map; empty if it is unset. */
  @SuppressWarnings("unchecked") // guaranteed by the type of the setting
  public Map<String, Object> map(String name) {
    return (Map<String, Object>) find(name).orElse(Map.of());
  }

  /**
   * Returns a text of the catalog with its references replaced. Adds a problem if a setting is
   * unset or if the text contains unsupported syntax.
   *
   * @param user the role and component that need the value, for the message
   */
  public RedactedText resolve(String text, String user) {
    return resolve(text, user, this::text);
  }

  /**
   * Returns a text of the catalog with its references replaced by values of the caller instead of
   * settings; see {@link #resolve(String, String)}.
   */
  public RedactedText resolve(
      String text, String user, Function<String, Optional<RedactedText>> valuesOfCaller) {
    try {
      return Substitution.apply(
          text, valuesOfCaller, (name, line) -> problems.add(missing(name, user)));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              "the catalog's string for " + user + ": " + e.getMessage(),
              "refer to settings in the form {{ name.of.setting }}"));
      return RedactedText.plain("");
    }
  }

  /**
   * Returns the same as {@link #resolve(String, String)}, but empty if the text is a single
   * reference to an unset setting.
   */
  public Optional<RedactedText> resolveIfSet(String text, String user) {
    Optional<String> name = Substitution.onlyName(text);
    return name.isPresent() ? text(name.get()) : Optional.of(resolve(text, user));
  }

  /**
   * Returns the names of all variables available in templates: settings, choices and the host name.
   */
  public Set<String> variableNames() {
    return variables.names();
  }

  @Override
  public Optional<Object> variable(String name) {
    return variables.value(name);
  }

  /** Returns the problem that a variable has no value. */
  public Problem missing(String variable, String user) {
    return variables.missing(variable, user);
  }

  @Override
  public Optional<RedactedText> text(String variable) {
    return variable(variable).map(this::text);
  }

  /**
   * Returns a value as text: sizes in bytes, durations in seconds, URLs as Qserv's programs read
   * them.
   */
  public RedactedText text(Object value) {
    if (value instanceof RedactedText redacted) {
      return redacted;
    }
    if (value instanceof Secret(String text)) {
      return text.isEmpty() ? RedactedText.plain("") : RedactedText.secret(text);
    }
    if (value instanceof DatabaseUrl url) {
      return url.forService();
    }
    if (value instanceof Size size) {
      return RedactedText.plain(String.valueOf(bytes(size)));
    }
    return RedactedText.plain(
        String.valueOf(value instanceof Duration duration ? duration.toSeconds() : value));
  }

  /**
   * Returns the output of another program with the secrets of these settings redacted. Defaults
   * contain no secrets of their own.
   */
  public String redactSecrets(String text) {
    List<String> secrets = new ArrayList<>();
    for (String name : declarations.names()) {
      if (!values.origin(name).equals(SettingValues.DEFAULT) && declarations.isSecret(name)) {
        find(name).flatMap(Settings::secret).ifPresent(secrets::add);
      }
    }
    return Secret.redact(text, secrets);
  }

  private static Optional<String> secret(Object value) {
    return value instanceof DatabaseUrl url
        ? url.password().map(Secret::reveal)
        : Optional.of(value instanceof Secret(String text) ? text : ((RedactedText) value).value());
  }

  /** Returns a size in bytes, given the memory limit of this container. */
  public long bytes(Size size) {
    try {
      return size.in(size.isShare() ? Memory.limit(host) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
