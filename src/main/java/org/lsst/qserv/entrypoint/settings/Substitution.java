package org.lsst.qserv.entrypoint.settings;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.host.Masked;

/**
 * Puts values in the place of names: {@code {{ a.b }}}; comments {@code {# … #}} go. This is the
 * part of Jinja that needs no template engine; the catalog uses it, and so does every template that
 * does no more.
 */
public final class Substitution {
  /** Names that are values of their own in Jinja. */
  private static final Set<String> LITERALS =
      Set.of("true", "false", "none", "True", "False", "None");

  /** Told of each name without a value. */
  @FunctionalInterface
  public interface Missing {
    /** A name has no value; the line counts from 1. */
    void at(String name, int line);
  }

  private Substitution() {}

  /** Whether the text has names and comments only, so that {@link #apply} is enough for it. */
  public static boolean isEnoughFor(String text) {
    if (text.contains("{%")) {
      return false;
    }
    int at = 0;
    while (true) {
      int open = text.indexOf('{', at);
      if (open < 0 || open + 1 == text.length()) {
        return true;
      }
      char kind = text.charAt(open + 1);
      if (kind != '{' && kind != '#') {
        at = open + 1;
        continue;
      }
      int close = text.indexOf(kind == '{' ? "}}" : "#}", open + 2);
      if (close < 0 || (kind == '{' && !isName(text.substring(open + 2, close).strip()))) {
        return false;
      }
      at = close + 2;
    }
  }

  /** The name if the text is one reference and nothing else. */
  public static Optional<String> onlyName(String text) {
    if (!text.startsWith("{{") || !text.endsWith("}}") || text.length() < 5) {
      return Optional.empty();
    }
    String name = text.substring(2, text.length() - 2).strip();
    return isName(name) ? Optional.of(name) : Optional.empty();
  }

  /** The text with each name replaced; the text must be one that this is enough for. */
  public static Masked apply(
      String text, Function<String, Optional<Masked>> values, Missing missing) {
    if (text.indexOf('{') < 0) {
      return Masked.plain(text);
    }
    StringBuilder value = new StringBuilder(text.length() + 64);
    StringBuilder shown = new StringBuilder(text.length() + 64);
    int at = 0;
    for (int open = next(text, 0); open >= 0; open = next(text, at)) {
      value.append(text, at, open);
      shown.append(text, at, open);
      boolean isReference = text.charAt(open + 1) == '{';
      int close = text.indexOf(isReference ? "}}" : "#}", open + 2);
      if (isReference) {
        String name = text.substring(open + 2, close).strip();
        Optional<Masked> found = values.apply(name);
        if (found.isEmpty()) {
          missing.at(name, lineOf(text, open));
        }
        value.append(found.map(Masked::value).orElse(""));
        shown.append(found.map(Masked::shown).orElse(""));
      }
      at = close + 2;
    }
    value.append(text, at, text.length());
    shown.append(text, at, text.length());
    return new Masked(value.toString(), shown.toString());
  }

  private static int next(String text, int from) {
    int open = text.indexOf('{', from);
    while (open >= 0 && open + 1 < text.length()) {
      char kind = text.charAt(open + 1);
      if (kind == '{' || kind == '#') {
        return open;
      }
      open = text.indexOf('{', open + 1);
    }
    return -1;
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
