package org.lsst.qserv.entrypoint.log;

import org.lsst.qserv.entrypoint.io.JsonString;
import org.slf4j.event.Level;

/** The format of log lines. */
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
      return String.join(
          ", ",
          "{\"time\": " + JsonString.of(time),
          "\"level\": " + JsonString.of(level.toString()),
          "\"message\": " + JsonString.of(message) + "}");
    }
  };

  abstract String line(String time, Level level, String message);
}
