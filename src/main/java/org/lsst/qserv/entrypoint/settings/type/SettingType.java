// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * The type of a setting, which validates and converts its values.
 *
 * @param kind the type as named in the catalog
 * @param allowedValues the allowed values of an enumeration, else empty
 */
public record SettingType(Kind kind, List<String> allowedValues) {

  /** The kinds of types, each with an instruction how to write such a value. */
  public enum Kind {
    STRING("use a string"),
    INTEGER("use an integer"),
    BOOLEAN("use true or false"),
    PORT("use a port from 0 to 65535"),
    SIZE("use a size such as 512M, 4G or 25%"),
    DURATION("use a duration such as 30s or 10m"),
    PATH("use an absolute path"),
    URL("use the form mysql://user@host:3306/database"),
    SECRET("use a string"),
    LIST("use a list such as [\"a\",\"b\"]"),
    MAP("use an object such as {\"name\":\"value\"}"),
    ENUM("use one of the allowed values"),
    ANY("use a string, a number, a list or an object");

    private final String example;

    Kind(String example) {
      this.example = example;
    }
  }

  /** Returns a type without restricted values. */
  public static SettingType of(Kind kind) {
    return new SettingType(kind, List.of());
  }

  /** Returns whether values may hold a secret, so that the setting has a {@code -file} variant. */
  public boolean isSecret() {
    return kind == Kind.SECRET || kind == Kind.URL;
  }

  /** Returns how to write a value of this type, as the fix of a problem. */
  public String example() {
    return kind == Kind.ENUM ? "use one of " + String.join(", ", allowedValues) : kind.example;
  }

  /**
   * Converts a value to the Java class of the type: String, Long, Boolean, Size, Duration,
   * DatabaseUrl, Secret, List or Map.
   *
   * @throws IllegalArgumentException with a reason that contains no secret
   */
  public Object read(ConfigValue value) {
    return switch (kind) {
      case ANY -> value.unwrapped();
      case LIST -> shape(value, ConfigValueType.LIST, List.class, "a list");
      case MAP -> shape(value, ConfigValueType.OBJECT, Map.class, "an object");
      default -> readText(text(value));
    };
  }

  /**
   * Converts a text to the Java class of the type, which is a single value.
   *
   * @throws IllegalArgumentException with a reason that contains no secret
   */
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
      case ENUM -> allowed(text);
      case LIST, MAP, ANY -> throw new IllegalStateException("not a single value: " + kind);
    };
  }

  /** Returns a placeholder for an unset value, to check templates without settings. */
  public Object placeholder() {
    return switch (kind) {
      case LIST -> List.of();
      case MAP -> Map.of();
      case ANY -> "placeholder";
      case INTEGER, PORT -> 1L;
      case BOOLEAN -> false;
      case SIZE, DURATION -> readText("1");
      case PATH -> "/placeholder";
      case URL -> readText("mysql://user:placeholder@localhost:3306/placeholder");
      case ENUM -> allowedValues.getFirst();
      case STRING -> "placeholder";
      case SECRET -> new Secret("placeholder");
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
      if (hasLeadingZero(text.strip())) { // some programs read it as octal
        throw new IllegalArgumentException("'" + text + "' has a leading zero");
      }
      return Long.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not an integer", notANumber);
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

  private String allowed(String text) {
    if (!allowedValues.contains(text)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not one of " + String.join(", ", allowedValues));
    }
    return text;
  }
}
