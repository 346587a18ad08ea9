// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.legacy;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.legacy.LegacyCommands;
import org.lsst.qserv.entrypoint.legacy.LegacyUpgrade;
import org.lsst.qserv.entrypoint.legacy.Translation;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** A command line of the Python entry point, and its translation. */
public final class LegacyInvocation {
  private final BundledFiles bundled;
  private final Config legacy;
  private final LegacyCommands commands;
  private final String command;
  private final List<String> arguments;

  /**
   * Creates an invocation.
   *
   * @param commandLine the legacy command and its arguments, without {@code --} and what follows it
   */
  public LegacyInvocation(BundledFiles bundled, List<String> commandLine) {
    this.bundled = bundled;
    this.legacy = bundled.legacy();
    this.commands = new LegacyCommands(legacy);
    this.command = commandLine.getFirst();
    this.arguments = commandLine.subList(1, commandLine.size());
  }

  public String help() {
    return commands.help(command);
  }

  /** Returns whether the command upgrades schemas instead of launching a service. */
  public boolean isUpgrade() {
    return LegacyUpgrade.isUpgrade(legacy, command);
  }

  /** Returns the current command lines of an upgrade. */
  public LegacyUpgrade.Lines upgrade(Map<String, String> environment) {
    return LegacyUpgrade.translate(legacy, command, arguments, environment, bundled::mayHoldSecret);
  }

  public Translation translate(List<String> forService, Map<String, String> environment) {
    return commands.translate(command, arguments, forService, environment);
  }

  /** Returns the current command line, without the options that became settings. */
  public List<String> currentArguments(Translation translation) {
    List<String> current = new ArrayList<>();
    current.add(translation.role());
    current.add(translation.component());
    current.addAll(translation.options());
    return current;
  }
}
