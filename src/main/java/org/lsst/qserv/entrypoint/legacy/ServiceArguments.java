// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.legacy.Translation.Entry;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings.LegacySetting;

/**
 * Reads the arguments after {@code --}. They are passed to the service unchanged, but some
 * correspond to a setting, such as the port on which the service listens.
 */
final class ServiceArguments {
  private static final String DASHES = "--";

  private final LegacyCommand command;
  private final List<String> secretArguments;

  ServiceArguments(LegacyCommand command, Config legacy) {
    this.command = command;
    this.secretArguments = legacy.getStringList("secret-arguments");
  }

  /** Adds the settings and the displayed entries of the arguments. */
  void read(List<String> arguments, List<LegacySetting> given, List<Entry> entries) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith(DASHES)) {
        continue;
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(DASHES.length(), equals < 0 ? argument.length() : equals);
      String origin = "-- " + DASHES + name;
      String value =
          equals < 0 ? next(arguments, i + 1).orElse("true") : argument.substring(equals + 1);
      Optional<String> setting = Optional.ofNullable(command.arguments().get(name));
      setting.ifPresent(known -> given.add(new LegacySetting(known, value, origin)));
      RedactedText shown =
          secretArguments.contains(name) ? RedactedText.secret(value) : RedactedText.plain(value);
      entries.add(new Entry(origin, Optional.of(setting.orElse("args." + name)), shown));
    }
  }

  private static Optional<String> next(List<String> arguments, int place) {
    return arguments.stream()
        .skip(place)
        .limit(1)
        .filter(argument -> !argument.startsWith("-"))
        .findFirst();
  }
}
