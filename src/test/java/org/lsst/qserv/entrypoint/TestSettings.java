// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings.Given;

/** Settings as a test gives them, on a machine of its own. */
public final class TestSettings {
  private final Path directory;
  private final TestHost host;
  private final List<String> assignments = new ArrayList<>();
  private final List<String> environmentFiles = new ArrayList<>();
  private final List<String> json = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<Given> oldOptions = new ArrayList<>();
  private Config oldDefaults = ConfigFactory.empty();
  private String role = "";

  /** No settings yet; files and machine lie in the directory. */
  public TestSettings(Path directory) {
    this.directory = directory;
    this.host = new TestHost(directory.resolve("root"));
  }

  /** The machine, to set variables and files on. */
  public TestHost host() {
    return host;
  }

  /** Settings that hold in a role. */
  public TestSettings role(String name) {
    role = name;
    return this;
  }

  /** {@code -e}. */
  public TestSettings assign(String... texts) {
    assignments.addAll(List.of(texts));
    return this;
  }

  /** {@code --json}. */
  public TestSettings json(String text) {
    json.add(text);
    return this;
  }

  /** A variable of the environment. */
  public TestSettings variable(String name, String value) {
    host.variable(name, value);
    return this;
  }

  /** {@code --env-file} with such a file. */
  public TestSettings environmentFile(String name, String content) {
    environmentFiles.add(write(name, content).toString());
    return this;
  }

  /** {@code --config} with such a file; the name's ending says its form. */
  public TestSettings file(String name, String content) {
    files.add(write(name, content).toString());
    return this;
  }

  /** {@code --config} with a file that the test may not have made. */
  public TestSettings fileNamed(Path path) {
    files.add(path.toString());
    return this;
  }

  /** An option of an old command line. */
  public TestSettings oldOption(String setting, String value) {
    oldOptions.add(new Given(setting, value, "--old-option"));
    return this;
  }

  /** What an old command line has for a default in the role czar; a document. */
  public TestSettings oldDefault(String document) {
    oldDefaults = ConfigFactory.parseString(document).atPath("roles.czar.settings");
    return this;
  }

  private TranslatedSettings translated() {
    TranslatedSettings none = TranslatedSettings.NOTHING;
    return new TranslatedSettings(
        oldDefaults,
        oldOptions,
        none.variables(),
        none.aliases(),
        none.options(),
        none.environment(),
        none.problems(),
        none.warnings());
  }

  /** Writes a file that some setting names. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings, right or wrong. */
  public Settings read() {
    return new SettingsReader(host.host())
        .read(new SettingsSources(assignments, environmentFiles, json, files, translated()), role);
  }

  /** The settings, which have no problem. */
  public Settings valid() {
    Settings settings = read();
    if (!problems(settings).isEmpty()) {
      throw new AssertionError("unexpected problems: " + problems(settings));
    }
    return settings;
  }

  /** What is wrong, a line each: the problem, an arrow, the fix. */
  public List<String> problems() {
    return problems(read());
  }

  /** What is wrong with settings, a line each. */
  public static List<String> problems(Settings settings) {
    return settings.problems().found().stream().map(TestSettings::line).toList();
  }

  /** What is accepted and yet worth a word, a line each. */
  public static List<String> warnings(Settings settings) {
    return settings.warnings().stream().map(TestSettings::line).toList();
  }

  private static String line(Problem problem) {
    return problem.what() + " -> " + problem.fix();
  }

  /** A text in JSON's notation. */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A dotted name with a value in JSON's notation as an object: {@code {"a":{"b":value}}}. */
  public static String object(String name, String value) {
    String[] path = name.split("\\.", -1);
    StringBuilder text = new StringBuilder(value);
    for (int i = path.length - 1; i >= 0; i--) {
      text.insert(0, "{" + quoted(path[i]) + ": ").append("}");
    }
    return text.toString();
  }
}
