// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jinja2's filters for strings. */
final class TextFilters {
  private TextFilters() {}

  static List<PythonFilter> all() {
    return List.of(
        new PythonFilter("string", List.of(), (value, _) -> PythonText.of(value)),
        new PythonFilter(
            "upper", List.of(), (value, _) -> PythonText.of(value).toUpperCase(Locale.ROOT)),
        new PythonFilter(
            "lower", List.of(), (value, _) -> PythonText.of(value).toLowerCase(Locale.ROOT)),
        new PythonFilter("trim", List.of("chars"), TextFilters::trim),
        new PythonFilter("center", List.of("width"), TextFilters::center),
        new PythonFilter(
            "truncate", List.of("length", "killwords", "end", "leeway"), TextFilters::truncate));
  }

  private static Object trim(Object value, FilterArguments arguments) {
    String text = PythonText.of(value);
    Optional<String> characters = arguments.get("chars").map(PythonText::of);
    return characters.isEmpty() ? text.strip() : trim(text, characters.get());
  }

  private static String trim(String text, String characters) {
    int from = 0;
    int to = text.length();
    while (from < to && characters.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (from < to && characters.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Pads like Python, which decides by the width where the longer half of odd padding is. */
  private static Object center(Object value, FilterArguments arguments) {
    String text = PythonText.of(value);
    int width = arguments.integer("width", 80);
    int padding = Math.max(0, width - text.codePointCount(0, text.length()));
    int left = padding / 2 + (padding & width & 1);
    return " ".repeat(left) + text + " ".repeat(padding - left);
  }

  private static Object truncate(Object value, FilterArguments arguments) {
    if (!(value instanceof String text)) {
      throw arguments.error("expects a string");
    }
    int length = arguments.integer("length", 255);
    String end = arguments.text("end", "...");
    int leeway = arguments.integer("leeway", 5);
    if (length < end.length() || leeway < 0) {
      throw arguments.error("expects a length that is not less than that of 'end'");
    }
    if (text.length() <= length + leeway) {
      return text;
    }
    String kept = text.substring(0, length - end.length());
    boolean cutWords = arguments.get("killwords").map(Boolean.TRUE::equals).orElse(false);
    int space = kept.lastIndexOf(' ');
    return (cutWords || space < 0 ? kept : kept.substring(0, space)) + end;
  }
}
