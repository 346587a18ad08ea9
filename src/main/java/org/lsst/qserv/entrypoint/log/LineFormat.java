package org.lsst.qserv.entrypoint.log;

import java.util.Locale;
import org.slf4j.event.Level;

/** How a line looks: text for people, or JSON for machines. */
enum LineFormat {
  TEXT {
    @Override
    String line(String time, Level level, String message) {
      return time + " " + level + " " + message;
    }
  },
  JSON {
    @Override
    String line(String time, Level level, String message) {
      return "{\"time\": \""
          + time
          + "\", \"level\": \""
          + level
          + "\", \"message\": \""
          + escaped(message)
          + "\"}";
    }
  };

  abstract String line(String time, Level level, String message);

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
