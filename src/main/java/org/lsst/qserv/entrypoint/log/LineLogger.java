// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes one line per event. */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final String QUOTED = "=\"{}";

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
            MessageFormatter.basicArrayFormat(pattern, escapeQuoted(pattern, arguments)),
            throwable == null ? "" : text(at, throwable));
  }

  /** An argument in quotes, as in {@code step="{}"}, must not end them. */
  private static Object @Nullable [] escapeQuoted(String pattern, Object @Nullable [] arguments) {
    if (arguments == null || !pattern.contains(QUOTED)) {
      return arguments;
    }
    Object[] escaped = arguments.clone();
    int at = 0;
    for (int i = 0; i < escaped.length; i++) {
      at = pattern.indexOf("{}", at) + 2;
      if (at >= QUOTED.length() && pattern.startsWith(QUOTED, at - QUOTED.length())) {
        escaped[i] = String.valueOf(escaped[i]).replace("\\", "\\\\").replace("\"", "\\\"");
      }
    }
    return escaped;
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
