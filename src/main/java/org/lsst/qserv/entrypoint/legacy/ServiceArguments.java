// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.legacy.Translation.Entry;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings.Given;

/**
 * The words behind {@code --}. They go to the service as they are; some say what a setting says
 * too, such as the port where it listens.
 */
final class ServiceArguments {
  private static final String DASHES = "--";

  private final LegacyCommand command;
  private final List<String> secret;

  ServiceArguments(LegacyCommand command, Config legacy) {
    this.command = command;
    this.secret = legacy.getStringList("secret-arguments");
  }

  /** Adds what the words say to the settings and to the entries for people. */
  void read(List<String> words, List<Given> given, List<Entry> entries) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith(DASHES)) {
        continue;
      }
      int equals = word.indexOf('=');
      String name = word.substring(DASHES.length(), equals < 0 ? word.length() : equals);
      String origin = "-- " + DASHES + name;
      String value = equals < 0 ? next(words, i + 1).orElse("true") : word.substring(equals + 1);
      Optional<String> setting = Optional.ofNullable(command.arguments().get(name));
      setting.ifPresent(known -> given.add(new Given(known, value, origin)));
      RedactedText shown =
          secret.contains(name) ? RedactedText.secret(value) : RedactedText.plain(value);
      entries.add(new Entry(origin, Optional.of(setting.orElse("args." + name)), shown));
    }
  }

  private static Optional<String> next(List<String> words, int place) {
    return words.stream().skip(place).limit(1).filter(word -> !word.startsWith("-")).findFirst();
  }
}
