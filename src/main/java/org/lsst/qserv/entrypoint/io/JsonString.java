// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.util.Locale;

/**
 * A text as a string of JSON. Each launch writes a state and perhaps a log in JSON, and to load
 * Jackson for that would cost a tenth of the launch.
 */
public final class JsonString {
  private JsonString() {}

  /** The text in quotes, with what JSON does not allow in them escaped. */
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
