// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.legacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.legacy.LegacyCommands;
import org.lsst.qserv.entrypoint.legacy.LegacyUpgrade;
import org.lsst.qserv.entrypoint.legacy.Translation;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;

/** A command line of the Python entry point, and its translation in each release line. */
public final class LegacyInvocation implements LegacyLineSettings {
  private final Host host;
  private final BundledFiles bundled;
  private final String command;
  private final List<String> arguments;
  private final List<String> passedArguments;
  private final List<String> lines;
  private final Map<String, Translation> translations = new HashMap<>();

  /**
   * Creates an invocation.
   *
   * @param commandLine the legacy command and its arguments, without {@code --} and what follows it
   * @param serviceArguments the arguments after {@code --}
   */
  public LegacyInvocation(
      Host host, BundledFiles bundled, List<String> commandLine, List<String> serviceArguments) {
    this.host = host;
    this.bundled = bundled;
    this.command = commandLine.getFirst();
    this.arguments = commandLine.subList(1, commandLine.size());
    this.passedArguments = serviceArguments;
    this.lines = bundled.linesOfLegacyCommand(command);
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  @Override
  public TranslatedSettings of(String line) {
    return translation(line).translated();
  }

  /** Returns the translation in a release line that has the command. */
  public Translation translation(String line) {
    Translation known = translations.get(line);
    if (known != null) {
      return known;
    }
    Translation translation =
        new LegacyCommands(bundled.legacyCommands(line))
            .translate(command, arguments, passedArguments, host.environment());
    translations.put(line, translation);
    return translation;
  }

  /** Returns the program of the command's service. */
  String program() {
    return new LegacyCommands(bundled.legacyCommands(likelyLine())).program(command);
  }

  public String help() {
    return new LegacyCommands(bundled.legacyCommands(likelyLine())).help(command);
  }

  /** Returns whether the command upgrades schemas instead of launching a service. */
  public boolean isUpgrade() {
    return LegacyUpgrade.isUpgrade(bundled.legacyCommands(likelyLine()), command);
  }

  /** Returns the current command lines of an upgrade. */
  public LegacyUpgrade.Lines upgrade() {
    return LegacyUpgrade.translate(
        bundled.legacyCommands(likelyLine()),
        command,
        arguments,
        host.environment(),
        bundled::mayHoldSecret);
  }

  /**
   * Returns the current command line, without the options that became settings. It is the same in
   * all release lines that have the command.
   */
  public List<String> currentArguments() {
    Translation translation = translation(likelyLine());
    List<String> current = new ArrayList<>();
    current.add(translation.role());
    current.add(translation.component());
    current.addAll(translation.options());
    return current;
  }

  /** Returns the arguments that are passed to the service unchanged, in all release lines. */
  public List<String> serviceArguments() {
    return translation(likelyLine()).arguments();
  }

  /** Returns the release line that will be chosen unless a setting specifies another. */
  private String likelyLine() {
    if (lines.size() > 1) {
      for (String line : bundled.linesOfImage(host)) {
        if (lines.contains(line)) {
          return line;
        }
      }
    }
    return lines.getFirst();
  }
}
