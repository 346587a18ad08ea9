package org.lsst.qserv.entrypoint.cli;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.legacy.OldCommands;
import org.lsst.qserv.entrypoint.legacy.OldUpgrade;
import org.lsst.qserv.entrypoint.legacy.Translation;
import org.lsst.qserv.entrypoint.settings.BundledFiles;

/** A command line of the old entry point, and how it is written today. */
final class OldLine {
  private final BundledFiles bundled;
  private final Config legacy;
  private final OldCommands commands;
  private final String command;
  private final List<String> after;

  /**
   * A line.
   *
   * @param words the old command and what follows it, without {@code --} and what is behind it
   */
  OldLine(BundledFiles bundled, List<String> words) {
    this.bundled = bundled;
    this.legacy = bundled.legacy();
    this.commands = new OldCommands(legacy);
    this.command = words.getFirst();
    this.after = words.subList(1, words.size());
  }

  String help() {
    return commands.help(command);
  }

  /** Whether it upgraded schemas, and so is no launch. */
  boolean isUpgrade() {
    return OldUpgrade.isOne(legacy, command);
  }

  /** It as an upgrade. */
  OldUpgrade.Lines upgrade(Map<String, String> environment) {
    return OldUpgrade.translate(legacy, command, after, environment, bundled::mayHoldSecret);
  }

  Translation translate(List<String> forService, Map<String, String> environment) {
    return commands.translate(command, after, forService, environment);
  }

  /** The line with today's words, its old options taken out. */
  List<String> today(Translation translation) {
    List<String> words = new ArrayList<>();
    words.add(translation.role());
    words.add(translation.component());
    words.addAll(translation.words());
    return words;
  }
}
