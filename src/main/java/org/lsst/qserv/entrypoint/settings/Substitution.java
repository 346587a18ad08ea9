// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Replaces references such as {@code {{ a.b }}} with values and removes comments {@code {# … #}}.
 * This subset of Jinja needs no template engine. The catalog supports only this subset, and
 * templates that stay within it are rendered without the engine.
 */
public final class Substitution {
  /** Names that are literals in Jinja. */
  private static final Set<String> LITERALS =
      Set.of("true", "false", "none", "True", "False", "None");

  /** Receives the names without a value. */
  @FunctionalInterface
  public interface Missing {
    /** Receives a name that has no value, and its line, counted from 1. */
    void at(String name, int line);
  }

  private Substitution() {}

  /**
   * Returns whether the text uses only references and comments, so that {@link #apply} accepts it.
   */
  public static boolean supports(String text) {
    int at = 0;
    for (int open = next(text, 0); open >= 0; open = next(text, at)) {
      char kind = text.charAt(open + 1);
      int close = kind == '%' ? -1 : text.indexOf(end(kind), open + 2);
      if (close < 0 || (kind == '{' && !isName(text.substring(open + 2, close).strip()))) {
        return false;
      }
      at = close + 2;
    }
    return true;
  }

  private static String end(char kind) {
    return kind == '{' ? "}}" : "#}";
  }

  /** Returns the name if the text consists of exactly one reference. */
  public static Optional<String> onlyName(String text) {
    if (!text.startsWith("{{") || !text.endsWith("}}") || text.length() < 5) {
      return Optional.empty();
    }
    String name = text.substring(2, text.length() - 2).strip();
    return isName(name) ? Optional.of(name) : Optional.empty();
  }

  /**
   * Returns the text with each reference replaced by its value and without comments.
   *
   * @throws IllegalArgumentException if {@link #supports} is false for the text; the message names
   *     the part that is not supported
   */
  public static RedactedText apply(
      String text, Function<String, Optional<RedactedText>> values, Missing missing) {
    if (text.indexOf('{') < 0) {
      return RedactedText.plain(text);
    }
    StringBuilder value = new StringBuilder(text.length() + 64);
    StringBuilder shown = new StringBuilder(text.length() + 64);
    int at = 0;
    for (int open = next(text, 0); open >= 0; open = next(text, at)) {
      value.append(text, at, open);
      shown.append(text, at, open);
      int close = close(text, open);
      if (text.charAt(open + 1) == '{') {
        String name = name(text, open, close);
        Optional<RedactedText> found = values.apply(name);
        if (found.isEmpty()) {
          missing.at(name, lineOf(text, open));
        }
        value.append(found.map(RedactedText::value).orElse(""));
        shown.append(found.map(RedactedText::shown).orElse(""));
      }
      at = close + 2;
    }
    value.append(text, at, text.length());
    shown.append(text, at, text.length());
    return new RedactedText(value.toString(), shown.toString());
  }

  private static int next(String text, int from) {
    int open = text.indexOf('{', from);
    while (open >= 0 && open + 1 < text.length()) {
      char kind = text.charAt(open + 1);
      if (kind == '{' || kind == '#' || kind == '%') {
        return open;
      }
      open = text.indexOf('{', open + 1);
    }
    return -1;
  }

  private static int close(String text, int open) {
    char kind = text.charAt(open + 1);
    if (kind == '%') {
      throw new IllegalArgumentException("blocks of Jinja ({% … %}) are not supported here");
    }
    int close = text.indexOf(end(kind), open + 2);
    if (close < 0) {
      throw new IllegalArgumentException(
          "'" + text.substring(open) + "' is missing the closing " + end(kind));
    }
    return close;
  }

  private static String name(String text, int open, int close) {
    String name = text.substring(open + 2, close).strip();
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "'" + text.substring(open, close + 2) + "' is not a reference to a setting");
    }
    return name;
  }

  private static int lineOf(String text, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  private static boolean isName(String text) {
    boolean startsPart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (startsPart || (c != '.' && (c < '0' || c > '9')))) {
        return false;
      }
      startsPart = c == '.';
    }
    return !startsPart && !LITERALS.contains(text);
  }
}
