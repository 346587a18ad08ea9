// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into values with line numbers. Jackson would initialize {@code BigDecimal},
 * which takes 14 ms of each launch with JSON in an option (ADR 29). Numbers are kept as text,
 * because 1.10 differs from 1.1 for a service.
 */
final class JsonValues {
  /** Bounds the recursion; no real document is nested this deeply. */
  private static final int MAXIMUM_DEPTH = 1000;

  private final String text;
  private final String origin;
  private int position;
  private int line = 1;
  private int startOfLine;
  private int depth;

  private JsonValues(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  /**
   * Reads one document; the result for an empty one is null.
   *
   * @throws IllegalArgumentException with line and column but without any of the text, which may
   *     contain a secret
   */
  static ConfigValue read(String text, String origin) {
    JsonValues document = new JsonValues(text, origin);
    document.skipWhitespace();
    ConfigValue value = document.isAtEnd() ? document.valueOf(null) : document.value();
    document.skipWhitespace();
    if (!document.isAtEnd()) {
      throw document.notValid();
    }
    return value;
  }

  private ConfigValue value() {
    ConfigOrigin here = here();
    return switch (peek()) {
      case '{' -> ConfigValueFactory.fromMap(members()).withOrigin(here);
      case '[' -> ConfigValueFactory.fromIterable(elements()).withOrigin(here);
      case '"' -> valueOf(string());
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> valueOf(number());
    };
  }

  private ConfigValue valueOf(@Nullable Object value) {
    return ConfigValueFactory.fromAnyRef(value).withOrigin(here());
  }

  private ConfigOrigin here() {
    return ConfigOriginFactory.newSimple(origin).withLineNumber(line);
  }

  private Map<String, ConfigValue> members() {
    Map<String, ConfigValue> members = new LinkedHashMap<>();
    enter();
    if (!skip('}')) {
      do {
        skipWhitespace();
        if (peek() != '"') {
          throw notValid();
        }
        String name = string();
        if (members.containsKey(name)) {
          throw notValid();
        }
        expect(':');
        skipWhitespace();
        members.put(name, value());
      } while (skip(','));
      expect('}');
    }
    depth--;
    return members;
  }

  private List<ConfigValue> elements() {
    List<ConfigValue> elements = new ArrayList<>();
    enter();
    if (!skip(']')) {
      do {
        skipWhitespace();
        elements.add(value());
      } while (skip(','));
      expect(']');
    }
    depth--;
    return elements;
  }

  /** Reads the bracket that opens an object or an array. */
  private void enter() {
    position++;
    depth++;
    if (depth > MAXIMUM_DEPTH) {
      throw notValid();
    }
  }

  private ConfigValue literal(String name, @Nullable Object value) {
    if (!text.startsWith(name, position)) {
      throw notValid();
    }
    position += name.length();
    return valueOf(value);
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    position++;
    for (char next = next(); next != '"'; next = next()) {
      if (next < ' ') {
        position--;
        throw notValid();
      }
      string.append(next == '\\' ? escaped() : next);
    }
    return string.toString();
  }

  private char escaped() {
    char escape = next();
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> {
        position--;
        throw notValid();
      }
    };
  }

  private int hex() {
    char digit = next();
    int value = digit < 128 ? Character.digit(digit, 16) : -1;
    if (value < 0) {
      position--;
      throw notValid();
    }
    return value;
  }

  private String number() {
    int start = position;
    skipOne('-');
    if (!skipOne('0')) {
      digits();
    }
    if (skipOne('.')) {
      digits();
    }
    if (skipOne('e') || skipOne('E')) {
      if (!skipOne('+')) {
        skipOne('-');
      }
      digits();
    }
    return text.substring(start, position);
  }

  /** Reads one digit or more. */
  private void digits() {
    int start = position;
    while (!isAtEnd() && peek() >= '0' && peek() <= '9') {
      position++;
    }
    if (position == start) {
      throw notValid();
    }
  }

  private boolean isAtEnd() {
    return position == text.length();
  }

  private char peek() {
    if (isAtEnd()) {
      throw notValid();
    }
    return text.charAt(position);
  }

  private char next() {
    char next = peek();
    position++;
    return next;
  }

  private void expect(char expected) {
    if (!skip(expected)) {
      throw notValid();
    }
  }

  /** Skips whitespace and then the expected character; returns false if another one follows. */
  private boolean skip(char expected) {
    skipWhitespace();
    return skipOne(expected);
  }

  private boolean skipOne(char expected) {
    boolean isNext = !isAtEnd() && text.charAt(position) == expected;
    position += isNext ? 1 : 0;
    return isNext;
  }

  private void skipWhitespace() {
    for (; !isAtEnd(); position++) {
      char next = text.charAt(position);
      if (next == '\n') {
        line++;
        startOfLine = position + 1;
      } else if (next != ' ' && next != '\t' && next != '\r') {
        return;
      }
    }
  }

  private IllegalArgumentException notValid() {
    int column = position - startOfLine + 1;
    return new InvalidContent(
        "is not valid JSON (line " + line + ", column " + column + ")", "correct the JSON syntax");
  }
}
