// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes secrets in texts whose type is not known, by the names that people give them: a
 * service's own options, its environment, files of other programs. Hides one value too many rather
 * than one too few.
 */
public final class SecretNames {
  private static final List<String> PARTS = List.of("password", "passwd", "secret", "token", "pwd");
  private static final List<String> ENDINGS = List.of("key", "credentials");

  private SecretNames() {}

  /** Returns whether a value with this name must not be shown. */
  public static boolean isLikely(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(lower::contains) || ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** Returns a text without the passwords of the URLs in it. */
  public static String hideInUrls(String text) {
    return text.contains("://")
        ? Patterns.URL_PASSWORD.matcher(text).replaceAll("$1" + Patterns.MASK_REPLACEMENT)
        : text;
  }

  /** Returns a line without what follows the likely name of a secret. */
  public static String hideInLine(String line) {
    Matcher named = Patterns.NAMED.matcher(line);
    return hideInUrls(
        named.find() && named.end() < line.length()
            ? line.substring(0, named.end()) + Secret.MASK
            : line);
  }

  /** Returns a value together with the form of it that may be shown. */
  public static RedactedText masked(String name, String value) {
    return isLikely(name) && !value.isEmpty()
        ? RedactedText.secret(value)
        : new RedactedText(value, hideInUrls(value));
  }

  /**
   * Returns the words of a command together with the form of them that may be shown: without the
   * values of secret options, in the same word or in the next one.
   *
   * @param secret further options that hold a secret, whatever their names
   */
  public static List<RedactedText> maskedArguments(List<String> words, Set<String> secret) {
    List<RedactedText> masked = new ArrayList<>();
    boolean isValue = false;
    for (String word : words) {
      int equals = word.indexOf('=');
      boolean isOption = word.startsWith("-");
      String name = withoutDashes(equals < 0 ? word : word.substring(0, equals));
      boolean isSecret = (isOption && secret.contains(name)) || isSingleName(name);
      if (isValue && !isOption) {
        masked.add(RedactedText.secret(word));
      } else if (isSecret && equals >= 0 && equals + 1 < word.length()) {
        masked.add(new RedactedText(word, word.substring(0, equals + 1) + Secret.MASK));
      } else {
        masked.add(
            new RedactedText(word, word.contains(" ") ? hideInLine(word) : hideInUrls(word)));
      }
      isValue = isOption && isSecret && equals < 0;
    }
    return masked;
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

  /** Compiled only when something looks like a secret: a launch has no time for it. */
  private static final class Patterns {
    /** Captures the scheme and the user of a URL that has a password. */
    static final Pattern URL_PASSWORD =
        Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s:/@\"']*:)[^\\s\"']+(?=@)");

    /**
     * Captures a likely name, with the quotes around it, and what stands between it and its value.
     */
    static final Pattern NAMED =
        Pattern.compile(
            "(?i)((?:[\\w.-]*(?:password|passwd|secret|token|pwd)[\\w.-]*"
                + "|[\\w.-]*(?:key|credentials))\\b[\"']?(?:\\s*[=:]+\\s*|\\s+))");

    static final String MASK_REPLACEMENT = Matcher.quoteReplacement(Secret.MASK);

    private Patterns() {}
  }
}
