// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * One event of the log.
 *
 * @param time as in RFC 3339
 * @param message one line in the form {@code key=value key="some value"}, or a sentence
 * @param exception an exception in one line or with its stack trace; empty for none
 */
record LogLine(String time, Level level, String message, String exception) {
  private static final Pattern FIRST_FIELD = Pattern.compile("[a-z][A-Za-z-]*=.*");
  private static final Pattern FIELD =
      Pattern.compile("(?<![^ ])([a-z][A-Za-z-]*)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\" ]\\S*))");

  /**
   * Returns the fields of a message that starts with one, in their order. In a sentence, {@code
   * key=value} is an example for the reader and not a field.
   */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    if (FIRST_FIELD.matcher(message).matches()) {
      Matcher field = FIELD.matcher(message);
      while (field.find()) {
        String quoted = field.group(2);
        fields.put(
            field.group(1), quoted == null ? field.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
      }
    }
    return fields;
  }
}
