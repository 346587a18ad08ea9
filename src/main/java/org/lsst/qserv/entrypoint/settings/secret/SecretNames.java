// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes secrets by name where no type is declared: in a service's options, its environment,
 * and files of other programs. In case of doubt, a value is redacted.
 */
public final class SecretNames {
  private static final List<String> PARTS = List.of("password", "passwd", "secret", "token", "pwd");
  private static final List<String> ENDINGS = List.of("key", "credentials");

  private SecretNames() {}

  /** Returns whether the name suggests a secret. */
  public static boolean isLikely(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(lower::contains) || ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** Returns a text with the passwords in URLs redacted. */
  public static String redactUrls(String text) {
    return text.contains("://")
        ? Patterns.URL_PASSWORD.matcher(text).replaceAll("$1" + Patterns.MASK_REPLACEMENT)
        : text;
  }

  /** Returns a line with everything after the likely name of a secret redacted. */
  public static String redactLine(String line) {
    Matcher named = Patterns.NAMED.matcher(line);
    return redactUrls(
        named.find() && named.end() < line.length()
            ? line.substring(0, named.end()) + Secret.MASK
            : line);
  }

  /** Returns a value together with its redacted form. */
  public static RedactedText redacted(String name, String value) {
    return isLikely(name) && !value.isEmpty()
        ? RedactedText.secret(value)
        : new RedactedText(value, redactUrls(value));
  }

  /**
   * Returns the arguments of a command together with their redacted form. Values of secret options
   * are redacted in the same argument ({@code --password=X}) and in the next one.
   *
   * @param secretOptions further options that hold a secret, regardless of their names
   */
  public static List<RedactedText> redactedArguments(
      List<String> arguments, Set<String> secretOptions) {
    List<RedactedText> redacted = new ArrayList<>();
    boolean isValue = false;
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      boolean isOption = argument.startsWith("-");
      String name = withoutDashes(equals < 0 ? argument : argument.substring(0, equals));
      boolean isSecret = (isOption && secretOptions.contains(name)) || isSingleName(name);
      if (isValue && !isOption) {
        redacted.add(RedactedText.secret(argument));
      } else if (isSecret && equals >= 0 && equals + 1 < argument.length()) {
        redacted.add(new RedactedText(argument, argument.substring(0, equals + 1) + Secret.MASK));
      } else {
        redacted.add(
            new RedactedText(
                argument, argument.contains(" ") ? redactLine(argument) : redactUrls(argument)));
      }
      isValue = isOption && isSecret && equals < 0;
    }
    return redacted;
  }

  private static String withoutDashes(String option) {
    int start = 0;
    while (start < option.length() && option.charAt(start) == '-') {
      start++;
    }
    return option.substring(start);
  }

  private static boolean isSingleName(String name) {
    return isLikely(name) && name.chars().noneMatch(Character::isWhitespace);
  }

  /**
   * Compiled only when a text looks like it contains a secret, because it would slow each launch.
   */
  private static final class Patterns {
    /** Captures the scheme and the user of a URL that has a password. */
    static final Pattern URL_PASSWORD =
        Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s:/@\"']*:)[^\\s\"']+(?=@)");

    /** Captures a likely name, including quotes and the separator before its value. */
    static final Pattern NAMED =
        Pattern.compile(
            "(?i)((?:[\\w.-]*(?:password|passwd|secret|token|pwd)[\\w.-]*"
                + "|[\\w.-]*(?:key|credentials))\\b[\"']?(?:\\s*[=:]+\\s*|\\s+))");

    static final String MASK_REPLACEMENT = Matcher.quoteReplacement(Secret.MASK);

    private Patterns() {}
  }
}
