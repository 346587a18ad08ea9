// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options with which settings are given, the same on every command that takes them. */
public final class SettingsOptions {
  private final Host host;
  private final GlobalOptions global;
  private final LogSetup logSetup;
  private final BundledFiles bundled;
  private final TranslatedSettings translated;
  private @Nullable SettingsSources sources;
  private final OptionSpec assignments =
      repeated("-e", "KEY[=VALUE]", "A setting; without =VALUE from the environment.");
  private final OptionSpec environmentFiles =
      repeated("--env-file", "FILE", "Settings, a line each, in Docker's format.");
  private final OptionSpec json =
      repeated("--json", "JSON|@FILE|-", "Settings as JSON, from a file or from stdin.");
  private final OptionSpec files = repeated("--config", "FILE", "Settings as HOCON, JSON or YAML.");
  private final OptionSpec mode =
      repeated(
          "--mode", "MODE", "Short for -e mode=MODE: full (the default), maintenance or install.");

  /**
   * The options.
   *
   * @param translated what an old command line says besides
   */
  public SettingsOptions(
      Host host,
      GlobalOptions global,
      LogSetup logSetup,
      BundledFiles bundled,
      TranslatedSettings translated) {
    this.host = host;
    this.global = global;
    this.logSetup = logSetup;
    this.bundled = bundled;
    this.translated = translated;
  }

  private static OptionSpec repeated(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .descriptionKey(HelpSection.SETTINGS)
        .build();
  }

  public void addTo(CommandSpec command) {
    List.of(files, environmentFiles, json, assignments, mode).forEach(command::addOption);
  }

  /** Returns the option that names one schema module, or several. */
  public OptionSpec moduleOption(Class<?> type, String what) {
    return OptionSpec.builder("--module")
        .type(type)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel("MODULE")
        .description(what + ": " + modules() + ".")
        .build();
  }

  /** Returns the failure of a command that needs a module and has none. */
  public Failure missingModule() {
    return new Failure(
        ExitCode.USAGE, "missing required option --module", "give --module with " + modules());
  }

  private String modules() {
    return String.join(", ", bundled.moduleNames()).replaceFirst(", ([^,]*)$", " or $1");
  }

  /** The settings that hold in a role, and the log set up as they say. */
  public Settings read(String role) {
    return withLog(new SettingsReader(host, bundled).read(sources(), role));
  }

  /** The core settings alone, and the log set up as they say. */
  public Settings readCore() {
    return withLog(new SettingsReader(host, bundled).readCore(sources()));
  }

  private Settings withLog(Settings settings) {
    logSetup.use(settings.string("log.level"), settings.string("log.format"));
    return settings;
  }

  private SettingsSources sources() {
    if (sources == null) {
      sources = readSources();
    }
    return sources;
  }

  private SettingsSources readSources() {
    List<String> all = new ArrayList<>(texts(assignments));
    texts(mode).forEach(word -> all.add("mode=" + word));
    all.addAll(global.assignments());
    List<String> documents = texts(json).stream().map(this::withStandardInput).toList();
    return new SettingsSources(all, texts(environmentFiles), documents, texts(files), translated);
  }

  /** The standard input can be read once, and a command may need the settings of several roles. */
  private String withStandardInput(String document) {
    if (!document.equals("-")) {
      return document;
    }
    try {
      return TextFile.decode(host.in().readAllBytes());
    } catch (CharacterCodingException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "--json -: is not UTF-8", "write the document in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(OptionSpec option) {
    List<String> texts = option.getValue();
    return texts == null ? List.of() : texts;
  }
}
