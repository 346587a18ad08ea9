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
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that specify settings, identical on every command that takes settings. */
public final class SettingsOptions {
  private final Host host;
  private final GlobalOptions global;
  private final LogSetup logSetup;
  private final BundledFiles bundled;
  private final LegacyLineSettings legacy;
  private @Nullable SettingsSources sources;
  private @Nullable OptionSpec moreFiles;
  private final OptionSpec assignments =
      repeated(
          "-e",
          "KEY[=VALUE]",
          "Set KEY; without =VALUE, use the value of its environment variable (QSERV_…).");
  private final OptionSpec environmentFiles =
      repeated("--env-file", "FILE", "Read settings from FILE in Docker's env-file format.");
  private final OptionSpec json =
      repeated(
          "--json", "JSON|@FILE|-", "Read settings as JSON: inline, from FILE, or from stdin.");
  private final OptionSpec files =
      repeated("--config", "FILE", "Read settings from a HOCON, JSON or YAML file.");
  private final OptionSpec mode =
      repeated(
          "--mode", "MODE", "Shortcut for -e mode=MODE: full (default), maintenance or install.");

  /**
   * Creates the options.
   *
   * @param legacy the settings of a legacy command line
   */
  public SettingsOptions(
      Host host,
      GlobalOptions global,
      LogSetup logSetup,
      BundledFiles bundled,
      LegacyLineSettings legacy) {
    this.host = host;
    this.global = global;
    this.logSetup = logSetup;
    this.bundled = bundled;
    this.legacy = legacy;
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

  /** Returns another option, besides {@code --config}, whose files are read as settings. */
  public OptionSpec fileOption(String name, String description) {
    moreFiles =
        OptionSpec.builder(name)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("FILE")
            .description(description)
            .build();
    return moreFiles;
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
        ExitCode.USAGE, "missing required option --module", "add --module with " + modules());
  }

  private String modules() {
    return String.join(", ", bundled.moduleNames()).replaceFirst(", ([^,]*)$", " or $1");
  }

  /** Reads the settings of a role, and configures the log accordingly. */
  public Settings read(String role) {
    return withLog(new SettingsReader(host, bundled).read(sources(), role));
  }

  /** Reads only the core settings, and configures the log accordingly. */
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
    texts(mode).forEach(value -> all.add("mode=" + value));
    all.addAll(global.assignments());
    List<String> documents = texts(json).stream().map(this::withStandardInput).toList();
    List<String> allFiles = new ArrayList<>(texts(files));
    if (moreFiles != null) {
      allFiles.addAll(texts(moreFiles));
    }
    return new SettingsSources(all, texts(environmentFiles), documents, allFiles, legacy);
  }

  /**
   * Replaces {@code -} by the standard input. It can be read only once, but a command may need the
   * settings of several roles.
   */
  private String withStandardInput(String document) {
    if (!document.equals("-")) {
      return document;
    }
    try {
      return TextFile.decode(host.in().readAllBytes());
    } catch (CharacterCodingException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "--json -: the standard input is not UTF-8",
              "write the document in UTF-8")
          .causedBy(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(OptionSpec option) {
    List<String> texts = option.getValue();
    return texts == null ? List.of() : texts;
  }
}
