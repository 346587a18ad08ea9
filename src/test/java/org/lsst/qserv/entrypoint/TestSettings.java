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
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings.LegacySetting;

/** Builds settings from sources for tests, on a {@link TestHost}. */
public final class TestSettings {
  private final Path directory;
  private final TestHost host;
  private final List<String> assignments = new ArrayList<>();
  private final List<String> environmentFiles = new ArrayList<>();
  private final List<String> json = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<LegacySetting> legacyOptions = new ArrayList<>();
  private Config legacyDefaults = ConfigFactory.empty();
  private String role = "";

  /** Creates a builder without settings, whose files and host are in a directory. */
  public TestSettings(Path directory) {
    this.directory = directory;
    this.host = new TestHost(directory.resolve("root"));
  }

  /** Returns the host, to set variables and files. */
  public TestHost host() {
    return host;
  }

  /** Sets the release line, which is {@code xrd} otherwise. */
  public TestSettings line(String name) {
    host.line(name);
    return this;
  }

  /** Sets the release line by an assignment instead of a variable. */
  public TestSettings lineByAssignment() {
    host.lineOfImage();
    return assign("release-line=xrd");
  }

  /** Sets the role. */
  public TestSettings role(String name) {
    role = name;
    return this;
  }

  /** Adds assignments ({@code -e}). */
  public TestSettings assign(String... texts) {
    assignments.addAll(List.of(texts));
    return this;
  }

  /** Adds a document ({@code --json}). */
  public TestSettings json(String text) {
    json.add(text);
    return this;
  }

  /** Sets an environment variable. */
  public TestSettings variable(String name, String value) {
    host.variable(name, value);
    return this;
  }

  /** Writes a file and adds it ({@code --env-file}). */
  public TestSettings environmentFile(String name, String content) {
    environmentFiles.add(write(name, content).toString());
    return this;
  }

  /** Writes a file whose extension determines its format and adds it ({@code --config}). */
  public TestSettings file(String name, String content) {
    files.add(write(name, content).toString());
    return this;
  }

  /** Adds a file, which may be missing ({@code --config}). */
  public TestSettings configFile(Path path) {
    files.add(path.toString());
    return this;
  }

  /** Adds an option of a legacy command line. */
  public TestSettings legacyOption(String setting, String value) {
    legacyOptions.add(new LegacySetting(setting, value, "--legacy-option"));
    return this;
  }

  /** Sets the defaults of a legacy command line in the role czar, as a document. */
  public TestSettings legacyDefaults(String document) {
    legacyDefaults = ConfigFactory.parseString(document).atPath("roles.czar.settings");
    return this;
  }

  private TranslatedSettings translated() {
    TranslatedSettings none = TranslatedSettings.NOTHING;
    return new TranslatedSettings(
        legacyDefaults,
        legacyOptions,
        none.variables(),
        none.aliases(),
        none.options(),
        none.environment(),
        none.problems(),
        none.warnings());
  }

  /** Writes a file for a setting. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the settings, which may have problems. */
  public Settings read() {
    return new SettingsReader(host.host(), TestFiles.BUNDLED)
        .read(
            new SettingsSources(
                assignments,
                environmentFiles,
                json,
                files,
                new TestLegacySettings("", List.of(), translated())),
            role);
  }

  /** Reads the settings, which must not have problems. */
  public Settings valid() {
    Settings settings = read();
    if (!problems(settings).isEmpty()) {
      throw new AssertionError("unexpected problems: " + problems(settings));
    }
    return settings;
  }

  /** Returns the problems, one per line: the problem, an arrow, the fix. */
  public List<String> problems() {
    return problems(read());
  }

  /** Returns the problems of settings, one per line. */
  public static List<String> problems(Settings settings) {
    return settings.problems().found().stream().map(TestSettings::line).toList();
  }

  /** Returns the warnings about settings, one per line. */
  public static List<String> warnings(Settings settings) {
    return settings.warnings().stream().map(TestSettings::line).toList();
  }

  private static String line(Problem problem) {
    return problem.what() + " -> " + problem.fix();
  }

  /** Returns a text as a JSON string. */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Returns a dotted name with a JSON value as an object: {@code {"a":{"b":value}}}. */
  public static String object(String name, String value) {
    String[] path = name.split("\\.", -1);
    StringBuilder text = new StringBuilder(value);
    for (int i = path.length - 1; i >= 0; i--) {
      text.insert(0, "{" + quoted(path[i]) + ": ").append("}");
    }
    return text.toString();
  }
}
