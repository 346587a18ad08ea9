// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;

/**
 * An old command line as today's.
 *
 * @param command the old command
 * @param words the options of today that the line has, as they are
 * @param arguments what goes to the service untouched
 * @param entries what each old option is today, for people
 * @param translated the line as settings
 */
public record Translation(
    String command,
    String role,
    String component,
    List<String> words,
    List<String> arguments,
    List<Entry> entries,
    TranslatedSettings translated) {

  /**
   * What an old option is today.
   *
   * @param option as it is written: {@code --db-uri}
   * @param setting the setting that it stands for; empty if it is none
   * @param value its value; without a setting, what became of it
   */
  public record Entry(String option, Optional<String> setting, RedactedText value) {
    @Override
    public String toString() {
      return setting
          .map(name -> option + " is -e " + quote(name + "=" + json(value.shown())))
          .orElseGet(() -> option + " is " + value);
    }

    /** A text that starts like JSON would be JSON; only a command is. */
    private String json(String text) {
      boolean startsLikeJson = !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
      boolean isText = !value.holdsSecret() && setting.filter("command"::equals).isEmpty();
      return startsLikeJson && isText ? JsonString.of(text) : text;
    }

    private static String quote(String word) {
      boolean safe =
          word.chars()
              .allMatch(c -> Character.isLetterOrDigit(c) || "@%+=:,./-_[]?".indexOf(c) >= 0);
      return safe ? word : "'" + word.replace("'", "'\\''") + "'";
    }
  }

  /** The translation for people, a line for each old option, secrets masked. */
  public String text() {
    StringBuilder text =
        new StringBuilder("entrypoint " + command + " is entrypoint " + role + " " + component);
    text.append('\n');
    entries.forEach(entry -> text.append("  ").append(entry).append('\n'));
    return text.toString();
  }
}
