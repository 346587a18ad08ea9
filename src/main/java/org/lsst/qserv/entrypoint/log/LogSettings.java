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
 * The configuration that all loggers share. SLF4J instantiates its provider itself, so the
 * configuration cannot be passed to a constructor. {@code Main} sets it once before the first line
 * and once when the settings are known. Thread-safe.
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

  /** Sets the output stream and the clock. */
  public static void use(PrintStream stream, Supplier<Instant> clock) {
    current = new LogSettings(current.level, current.format, stream, clock);
  }

  /**
   * Sets the level and the format from the values of the settings {@code log.level} and {@code
   * log.format}.
   */
  public static void use(String level, String format) {
    LineFormat lines = LineFormat.valueOf(format.toUpperCase(Locale.ROOT));
    current = new LogSettings(level(level), lines, current.stream, current.clock);
  }

  static LogSettings current() {
    return current;
  }

  private static Level level(String name) {
    return switch (name) {
      case "CRITICAL", "ERROR" -> Level.ERROR;
      case "WARNING" -> Level.WARN;
      case "DEBUG" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** Returns whether an event is logged. Libraries log only errors. */
  boolean isEnabled(String logger, Level at) {
    Level minimum = logger.startsWith(OWN_LOGGERS) ? level : Level.ERROR;
    return at.toInt() >= minimum.toInt();
  }

  void write(Level at, String message, String exception) {
    String time = UtcTime.format(clock.get().truncatedTo(ChronoUnit.MILLIS));
    stream.println(format.format(new LogLine(time, at, message, exception)));
  }
}
