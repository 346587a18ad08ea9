// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.util.Locale;

/**
 * Writes JSON strings. Each launch writes a state file and perhaps a log in JSON; loading Jackson
 * for that would take a tenth of the launch time.
 */
public final class JsonString {
  private JsonString() {}

  /** Returns a text as a JSON string, quoted and escaped. */
  public static String of(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
