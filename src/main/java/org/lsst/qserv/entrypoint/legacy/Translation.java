// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.source.TranslatedSettings;

/**
 * A legacy command line translated into settings and current options.
 *
 * @param command the legacy command
 * @param options the current options on the line, unchanged
 * @param arguments the arguments passed to the service unchanged
 * @param entries the replacement of each legacy option, for the user
 * @param translated the settings of the line
 */
public record Translation(
    String command,
    String role,
    String component,
    List<String> options,
    List<String> arguments,
    List<Entry> entries,
    TranslatedSettings translated) {

  /**
   * The replacement of a legacy option.
   *
   * @param option the option with its dashes: {@code --db-uri}
   * @param setting the corresponding setting, if there is one
   * @param value the value, or a description of the replacement if there is no setting
   */
  public record Entry(String option, Optional<String> setting, RedactedText value) {
    @Override
    public String toString() {
      return setting
          .map(name -> option + " is -e " + quote(name + "=" + json(value.shown())))
          .orElseGet(() -> option + " is " + value);
    }

    /** Quotes a text that would be read as JSON; the value of a command really is JSON. */
    private String json(String text) {
      boolean startsLikeJson = !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
      boolean isText = !value.holdsSecret() && setting.filter("command"::equals).isEmpty();
      return startsLikeJson && isText ? JsonString.of(text) : text;
    }

    private static String quote(String argument) {
      boolean safe =
          argument
              .chars()
              .allMatch(c -> Character.isLetterOrDigit(c) || "@%+=:,./-_[]?".indexOf(c) >= 0);
      return safe ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
  }

  /** Returns the translation for display, one line per legacy option, with secrets redacted. */
  public String text() {
    StringBuilder text =
        new StringBuilder("entrypoint " + command + " is entrypoint " + role + " " + component);
    text.append('\n');
    entries.forEach(entry -> text.append("  ").append(entry).append('\n'));
    return text.toString();
  }
}
