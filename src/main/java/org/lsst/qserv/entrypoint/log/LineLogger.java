// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes one line per event. */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final Pattern VALUE_WITHOUT_QUOTES = Pattern.compile("[^\\s\"]+");

  LineLogger(String name) {
    this.name = name;
  }

  private boolean isEnabled(Level at) {
    return LogSettings.current().isEnabled(name, at);
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return LineLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level at,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable throwable) {
    LogSettings.current()
        .write(
            at,
            MessageFormatter.basicArrayFormat(pattern, quote(pattern, arguments)),
            throwable == null ? "" : text(at, throwable));
  }

  /**
   * Ensures that each value of a field is one token: an argument in quotes, as in {@code
   * step="{}"}, must not end them, and another value, as in {@code component={}}, is quoted if it
   * contains spaces or quotes, or is empty.
   */
  private static Object @Nullable [] quote(String pattern, Object @Nullable [] arguments) {
    if (arguments == null || pattern.indexOf('=') < 0) {
      return arguments;
    }
    Object[] quoted = arguments.clone();
    int at = pattern.indexOf("{}");
    for (int i = 0; i < quoted.length && at >= 0; i++) {
      String value = String.valueOf(quoted[i]);
      if (pattern.startsWith("=\"", at - 2)) {
        quoted[i] = escape(value);
      } else if (pattern.startsWith("=", at - 1)
          && !VALUE_WITHOUT_QUOTES.matcher(value).matches()) {
        quoted[i] = '"' + escape(value) + '"';
      }
      at = pattern.indexOf("{}", at + 2);
    }
    return quoted;
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Returns the stack trace of a bug, which is logged as an error, and one line otherwise. */
  static String text(Level at, Throwable throwable) {
    if (at != Level.ERROR) {
      return throwable.toString();
    }
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
