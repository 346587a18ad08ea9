// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * What a setting's value may be, and how it is read.
 *
 * @param kind the name of the type, as the catalog writes it
 * @param words the allowed words of a {@code choice}, else empty
 */
public record SettingType(Kind kind, List<String> words) {

  /** The types; each says in {@code example} how such a value is written. */
  public enum Kind {
    STRING("write any text"),
    INTEGER("write a whole number"),
    BOOLEAN("write true or false"),
    PORT("write a port from 0 to 65535"),
    SIZE("write a size such as 512M, 4G or 25%"),
    DURATION("write a duration such as 30s or 10m"),
    PATH("write an absolute path"),
    URL("write mysql://user@host:3306/name"),
    SECRET("write any text, or give it in a file"),
    LIST("write a list such as [\"a\",\"b\"]"),
    MAP("write an object such as {\"name\":\"value\"}"),
    CHOICE("write one of the allowed words"),
    ANY("write a text, a number, a list or an object");

    private final String example;

    Kind(String example) {
      this.example = example;
    }
  }

  public static SettingType of(Kind kind) {
    return new SettingType(kind, List.of());
  }

  /** Whether the value may hold a secret, so that it has a {@code -file} twin. */
  public boolean isSecret() {
    return kind == Kind.SECRET || kind == Kind.URL;
  }

  /** How to write a value of this type. */
  public String example() {
    return kind == Kind.CHOICE ? "write one of " + String.join(", ", words) : kind.example;
  }

  /**
   * The value as the type's Java form: String, Long, Boolean, Size, Duration, DatabaseUrl, Secret,
   * List or Map.
   *
   * @throws IllegalArgumentException with a reason that shows no secret
   */
  public Object read(ConfigValue value) {
    return switch (kind) {
      case ANY -> value.unwrapped();
      case LIST -> shape(value, ConfigValueType.LIST, List.class, "a list");
      case MAP -> shape(value, ConfigValueType.OBJECT, Map.class, "an object");
      default -> readText(text(value));
    };
  }

  public Object readText(String text) {
    return switch (kind) {
      case STRING -> text;
      case INTEGER -> integer(text);
      case BOOLEAN -> bool(text);
      case PORT -> port(text);
      case SIZE -> Size.parse(text);
      case DURATION -> Durations.parse(text);
      case PATH -> path(text);
      case URL -> DatabaseUrl.parse(text);
      case SECRET -> new Secret(text);
      case CHOICE -> word(text);
      case LIST, MAP, ANY -> throw new IllegalStateException("not a text: " + kind);
    };
  }

  /** A value that can stand for any of this type where none is known. */
  public Object standIn() {
    return switch (kind) {
      case LIST -> List.of();
      case MAP -> Map.of();
      case ANY -> "stand-in";
      case INTEGER, PORT -> 1L;
      case BOOLEAN -> false;
      case SIZE, DURATION -> readText("1");
      case PATH -> "/stand-in";
      case URL -> readText("mysql://user:stand-in@localhost:3306/stand_in");
      case CHOICE -> words.getFirst();
      case STRING -> "stand-in";
      case SECRET -> new Secret("stand-in");
    };
  }

  private static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      case LIST -> throw new IllegalArgumentException("is a list, not a single value");
      case OBJECT -> throw new IllegalArgumentException("is an object, not a single value");
      case NULL -> throw new IllegalArgumentException("is null");
    };
  }

  private static <T> T shape(ConfigValue value, ConfigValueType type, Class<T> form, String name) {
    if (value.valueType() != type) {
      throw new IllegalArgumentException("is not " + name);
    }
    return form.cast(value.unwrapped());
  }

  private static Long integer(String text) {
    try {
      if (hasLeadingZero(text.strip())) { // octal for some programs
        throw new IllegalArgumentException("'" + text + "' has a leading zero");
      }
      return Long.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", notANumber);
    }
  }

  private static boolean hasLeadingZero(String number) {
    int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    return number.length() > start + 1
        && number.charAt(start) == '0'
        && Character.isDigit(number.charAt(start + 1));
  }

  private static Long port(String text) {
    Long port = integer(text);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    return port;
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  private static String path(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("'" + text + "' is not an absolute path");
    }
    return text;
  }

  private String word(String text) {
    if (!words.contains(text)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not one of " + String.join(", ", words));
    }
    return text;
  }
}
