// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to strings like Python, as users of Jinja expect: {@code True}, {@code ['a']}.
 */
final class PythonText {
  /** From this value on, Python prints integral floating-point numbers with an exponent. */
  private static final double LARGE = 1e16;

  private PythonText() {}

  /** Returns Python's {@code str(value)}. */
  static String of(@Nullable Object value) {
    return value == null || value instanceof Boolean || isNumber(value) || isContainer(value)
        ? quoted(value)
        : value.toString();
  }

  /** Returns Python's {@code repr(value)}, which is also the form of a value in a list. */
  private static String quoted(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (isNumber(value)) {
      return number(value);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Map.Entry<?, ?> pair) {
      return "(" + quoted(pair.getKey()) + ", " + quoted(pair.getValue()) + ")";
    }
    if (value instanceof Collection<?> list) {
      return collection(list);
    }
    return string(value.toString());
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map || value instanceof Map.Entry || value instanceof Collection;
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number;
  }

  private static String collection(Collection<?> values) {
    boolean isSet = values instanceof Set;
    if (isSet && values.isEmpty()) {
      return "set()";
    }
    return values.stream()
        .map(PythonText::quoted)
        .collect(Collectors.joining(", ", isSet ? "{" : "[", isSet ? "}" : "]"));
  }

  private static String number(Object value) {
    if (!(value instanceof Double || value instanceof Float || value instanceof BigDecimal)) {
      return value.toString();
    }
    double number = Double.parseDouble(value.toString()); // avoids spurious digits of a float
    return number == Math.rint(number) && Math.abs(number) < LARGE
        ? String.format(Locale.ROOT, "%.1f", number)
        : String.valueOf(number);
  }

  private static String string(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> append(quoted, c, quote));
    return quoted.append(quote).toString();
  }

  private static void append(StringBuilder quoted, int c, char quote) {
    int escape = "\\\n\r\t".indexOf(c);
    if (c == quote) {
      quoted.append('\\').append(quote);
    } else if (escape >= 0) {
      quoted.append('\\').append("\\nrt".charAt(escape));
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
    }
  }

  /** Returns whether Python's {@code str.isprintable} is true for a code point. */
  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return c == ' '
        || !(type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.PRIVATE_USE
            || type == Character.UNASSIGNED
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SPACE_SEPARATOR);
  }
}
