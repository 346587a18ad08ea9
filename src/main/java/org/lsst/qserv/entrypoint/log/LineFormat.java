// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.io.JsonString;

/** The format of the log: text for people, or one JSON object per line for programs. */
enum LineFormat {
  TEXT {
    @Override
    String format(LogLine line) {
      String text = line.time() + " " + line.level() + " " + escaped(line.message());
      return line.exception().isEmpty() ? text : text + ": " + line.exception();
    }
  },
  JSON {
    @Override
    String format(LogLine line) {
      StringBuilder json = new StringBuilder("{");
      add(json, "time", line.time());
      add(json, "level", line.level().toString());
      add(json, "message", line.message());
      for (Map.Entry<String, String> field : line.fields().entrySet()) {
        if (!RESERVED.contains(field.getKey())) {
          add(json, field.getKey(), field.getValue());
        }
      }
      if (!line.exception().isEmpty()) {
        add(json, "exception", line.exception());
      }
      return json.append('}').toString();
    }

    private void add(StringBuilder json, String name, String value) {
      json.append(json.length() == 1 ? "" : ", ")
          .append(JsonString.of(name))
          .append(": ")
          .append(NUMBER.matcher(value).matches() ? value : JsonString.of(value));
    }
  };

  private static final Set<String> RESERVED = Set.of("time", "level", "message", "exception");

  /** A number that every reader of JSON represents exactly. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})");

  /** Returns the text of an event, without a line separator at its end. */
  abstract String format(LogLine line);

  /** A value with a line break or a terminal's control sequence must not look like other lines. */
  private static String escaped(String message) {
    StringBuilder text = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\t' -> text.append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> {
          if (Character.isISOControl(c)) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.toString();
  }
}
