// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.slf4j.event.Level;

/**
 * What the loggers share. SLF4J makes its provider by itself, so this is the one place that cannot
 * be handed over by a constructor; {@code Main} sets it, once before the first line and once when
 * the settings are known.
 */
public final class LogSettings {
  private static final String OWN_LOGGERS = "org.lsst.qserv.entrypoint";

  private static volatile LogSettings current =
      new LogSettings(Level.INFO, LineFormat.TEXT, System.err, () -> Instant.EPOCH);

  private final Level level;
  private final LineFormat format;
  private final PrintStream stream;
  private final Supplier<Instant> clock;

  private LogSettings(Level level, LineFormat format, PrintStream stream, Supplier<Instant> clock) {
    this.level = level;
    this.format = format;
    this.stream = stream;
    this.clock = clock;
  }

  /** Says where lines go and what their time is. */
  public static void use(PrintStream stream, Supplier<Instant> clock) {
    current = new LogSettings(current.level, current.format, stream, clock);
  }

  /** Says what is logged and how, in the words of the settings. */
  public static void use(String level, String format) {
    LineFormat lines = LineFormat.valueOf(format.toUpperCase(Locale.ROOT));
    current = new LogSettings(level(level), lines, current.stream, current.clock);
  }

  static LogSettings current() {
    return current;
  }

  private static Level level(String word) {
    return switch (word) {
      case "CRITICAL", "ERROR" -> Level.ERROR;
      case "WARNING" -> Level.WARN;
      case "DEBUG" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** Libraries speak only of errors: their chatter is not about what the user asked for. */
  boolean isEnabled(String logger, Level wanted) {
    Level least = logger.startsWith(OWN_LOGGERS) ? level : Level.ERROR;
    return wanted.toInt() >= least.toInt();
  }

  void write(Level at, String message, String exception) {
    String time = UtcTime.text(clock.get().truncatedTo(ChronoUnit.MILLIS));
    stream.println(format.format(new LogLine(time, at, message, exception)));
  }
}
