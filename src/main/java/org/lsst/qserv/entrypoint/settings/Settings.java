// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.Size;

/**
 * The settings in force: typed, with origin, defaults filled in.
 *
 * <p>A value that a person gave is literal. A default may refer to other settings as {@code {{ a.b
 * }}}; one that refers to an unset setting is unset.
 */
public final class Settings implements Variables {
  private final Host host;
  private final List<Config> layers;
  private final Config user;
  private final Defaults defaults;
  private final Declarations declarations;
  private final Problems problems;
  private final List<Problem> warnings;
  private final Set<String> passedVariables;
  private final SettingValues values;
  private final SecretFiles secretFiles;
  private final TranslatedSettings translated;
  private final SettingVariables variables;

  /**
   * Settings, not yet checked.
   *
   * @param layers what each source gives, the strongest first
   * @param passedVariables the variables of the environment that gave a setting
   * @param translated what an old command line adds to the variables
   */
  Settings(
      Host host,
      List<Config> layers,
      Defaults defaults,
      Problems problems,
      List<Problem> warnings,
      Set<String> passedVariables,
      TranslatedSettings translated) {
    this(host, layers, defaults, problems, warnings, passedVariables, translated, false);
  }

  private Settings(
      Host host,
      List<Config> layers,
      Defaults defaults,
      Problems problems,
      List<Problem> warnings,
      Set<String> passedVariables,
      TranslatedSettings translated,
      boolean standIns) {
    this.host = host;
    this.defaults = defaults;
    this.declarations = defaults.declarations();
    this.problems = problems;
    this.warnings = warnings;
    this.passedVariables = passedVariables;
    this.translated = translated;
    this.layers = List.copyOf(layers);
    this.user = merged(layers);
    this.values =
        new SettingValues(user, defaults.values(), declarations, problems, this, standIns);
    this.secretFiles = new SecretFiles(user, defaults.values(), declarations, values);
    this.variables = new SettingVariables(this, host, defaults, translated, secretFiles);
  }

  /**
   * These settings, with a made-up value of the right type for each one that has none: so a
   * template can be tried without a real configuration. Their problems are their own.
   */
  public Settings withStandIns() {
    return new Settings(
        host, layers, defaults, new Problems(), warnings, passedVariables, translated, true);
  }

  /**
   * The settings as a file that {@code --config} reads.
   *
   * @param onlyGiven leaves out what has its default
   */
  public SettingsDocument document(boolean onlyGiven) {
    return new SettingsDocument(user, defaults.values(), declarations, this, onlyGiven);
  }

  /** Layers, the strongest first, as one. */
  static Config merged(List<Config> layers) {
    Config all = ConfigFactory.empty();
    for (Config layer : layers) {
      all = all.withFallback(layer);
    }
    return all;
  }

  /** What each source says of each setting, for people who want to know why. */
  public SettingOrigins statements() {
    return new SettingOrigins(layers, defaults.values(), declarations, this);
  }

  /** These settings, every value that a person gave looked at. */
  Settings checked() {
    new SettingsCheck(values, declarations, problems, warnings).check(user.root());
    return this;
  }

  /** The problems found so far; who finds one while using the settings adds it. */
  public Problems problems() {
    return problems;
  }

  /** The date, in UTC: it decides what has expired. */
  public LocalDate today() {
    return LocalDate.ofInstant(host.time().now(), ZoneOffset.UTC);
  }

  /** Adds what is accepted and yet worth a word. */
  public void warn(String what, String fix) {
    warnings.add(Problem.configuration(what, fix));
  }

  /** What is accepted and yet worth a word. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** The environment variables that gave a setting: not meant for the service. */
  public Set<String> passedVariables() {
    return Set.copyOf(passedVariables);
  }

  /** The release line as its catalog and what {@code --config} adds to it. */
  public Config catalog() {
    return defaults.catalog();
  }

  /** Returns the words that a setting may have; empty unless it is a choice. */
  public List<String> words(String name) {
    return declarations.type(name).map(SettingType::words).orElse(List.of());
  }

  /** The names of all settings, sorted. */
  public Set<String> names() {
    return declarations.names();
  }

  /** Whether a setting may hold a secret, and so has a twin {@code name-file}. */
  public boolean isSecret(String name) {
    return declarations.isSecret(name);
  }

  /** The files that secrets were read from so far, and whether a rendered file refers to them. */
  public List<SecretFile> secretFiles() {
    return secretFiles.read();
  }

  /** Where a setting's value comes from: "from -e", "from site.conf: 12", "default". */
  public String origin(String name) {
    return values.origin(name);
  }

  /**
   * A setting's value in the form of its type: text, Long, Boolean, {@link Size}, {@link Duration},
   * {@link DatabaseUrl}, {@link Secret}, List or Map.
   *
   * @throws IllegalArgumentException if there is no such setting
   */
  public Optional<Object> find(String name) {
    return values.find(name);
  }

  /** A setting of type path or choice that always has a value. */
  public String string(String name) {
    return find(name)
        .map(value -> text(value).value())
        .orElseThrow(() -> new IllegalStateException(name + " has no value"));
  }

  /** A setting of type boolean; without a value it is false. */
  public boolean flag(String name) {
    return find(name).filter(Boolean.TRUE::equals).isPresent();
  }

  /** A setting of type map; empty if nobody set anything in it. */
  @SuppressWarnings("unchecked") // the type of the setting says so
  public Map<String, Object> map(String name) {
    return (Map<String, Object>) find(name).orElse(Map.of());
  }

  /**
   * Returns a text of the catalog with its references replaced. A setting without a value, or a
   * text that is more than references, becomes a problem.
   *
   * @param user the role and component that need the value, for the message
   */
  public RedactedText resolve(String text, String user) {
    return resolve(text, user, this::text);
  }

  /**
   * Returns a text of the catalog with its references replaced by values of the caller, as {@link
   * #resolve(String, String)} does with settings.
   */
  public RedactedText resolve(
      String text, String user, Function<String, Optional<RedactedText>> valuesOfCaller) {
    try {
      return Substitution.apply(
          text, valuesOfCaller, (name, line) -> problems.add(missing(name, user)));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.configuration(
              "a text of the catalog for " + user + ": " + e.getMessage(),
              "refer to settings in the form {{ name.of.setting }}"));
      return RedactedText.plain("");
    }
  }

  /** The same, but a text that is one reference to a setting without a value has none either. */
  public Optional<RedactedText> resolveIfSet(String text, String user) {
    Optional<String> name = Substitution.onlyName(text);
    return name.isPresent() ? text(name.get()) : Optional.of(resolve(text, user));
  }

  /** The names of all variables that templates may use: settings, choices and the host's name. */
  public Set<String> variableNames() {
    return variables.names();
  }

  @Override
  public Optional<Object> variable(String name) {
    return variables.value(name);
  }

  /** The problem that a variable has no value. */
  public Problem missing(String variable, String user) {
    return variables.missing(variable, user);
  }

  @Override
  public Optional<RedactedText> text(String variable) {
    return variable(variable).map(this::text);
  }

  /** A value as text: sizes in bytes, durations in seconds, a URL as Qserv's programs read it. */
  public RedactedText text(Object value) {
    if (value instanceof RedactedText masked) {
      return masked;
    }
    if (value instanceof Secret(String reveal)) {
      return reveal.isEmpty() ? RedactedText.plain("") : RedactedText.secret(reveal);
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
   * Returns the text with each secret hidden that the settings were given; for what other programs
   * print. Defaults hold no other secrets.
   */
  public String hideSecrets(String text) {
    List<String> secrets = new ArrayList<>();
    for (String name : declarations.names()) {
      if (!values.origin(name).equals(SettingValues.DEFAULT) && declarations.isSecret(name)) {
        find(name).flatMap(Settings::secret).ifPresent(secrets::add);
      }
    }
    return Secret.hideIn(text, secrets);
  }

  private static Optional<String> secret(Object value) {
    return value instanceof DatabaseUrl url
        ? url.password().map(Secret::reveal)
        : Optional.of(
            value instanceof Secret(String reveal) ? reveal : ((RedactedText) value).value());
  }

  /** The bytes of a size in this container. */
  public long bytes(Size size) {
    try {
      return size.in(size.isShare() ? Memory.limit(host) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
