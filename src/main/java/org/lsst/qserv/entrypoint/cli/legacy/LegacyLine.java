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

/** A command line of the old entry point, and how it is written today. */
public final class LegacyLine {
  private final BundledFiles bundled;
  private final Config legacy;
  private final LegacyCommands commands;
  private final String command;
  private final List<String> after;

  /**
   * A line.
   *
   * @param words the old command and what follows it, without {@code --} and what is behind it
   */
  public LegacyLine(BundledFiles bundled, List<String> words) {
    this.bundled = bundled;
    this.legacy = bundled.legacy();
    this.commands = new LegacyCommands(legacy);
    this.command = words.getFirst();
    this.after = words.subList(1, words.size());
  }

  public String help() {
    return commands.help(command);
  }

  /** Whether it upgraded schemas, and so is no launch. */
  public boolean isUpgrade() {
    return LegacyUpgrade.isUpgrade(legacy, command);
  }

  /** It as an upgrade. */
  public LegacyUpgrade.Lines upgrade(Map<String, String> environment) {
    return LegacyUpgrade.translate(legacy, command, after, environment, bundled::mayHoldSecret);
  }

  public Translation translate(List<String> forService, Map<String, String> environment) {
    return commands.translate(command, after, forService, environment);
  }

  /** The line with today's words, its old options taken out. */
  public List<String> today(Translation translation) {
    List<String> words = new ArrayList<>();
    words.add(translation.role());
    words.add(translation.component());
    words.addAll(translation.options());
    return words;
  }
}
