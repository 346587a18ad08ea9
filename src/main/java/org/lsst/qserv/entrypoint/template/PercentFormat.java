// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IllegalFormatException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The subset of Python's {@code %} operator for strings that the filter {@code format} needs. */
final class PercentFormat {
  private static final Pattern SPECIFIER =
      Pattern.compile("%([-+ 0#]*)(\\d*)((?:\\.\\d+)?)(.?)", Pattern.DOTALL);
  private static final String FILTER = "format ";

  private final Iterator<@Nullable Object> values;

  private PercentFormat(Iterator<@Nullable Object> values) {
    this.values = values;
  }

  /**
   * Replaces the specifiers in a text with values.
   *
   * @throws TemplateException if the number of values or a type does not match
   */
  static String format(String text, List<@Nullable Object> values) {
    PercentFormat format = new PercentFormat(values.iterator());
    String result =
        SPECIFIER
            .matcher(text)
            .replaceAll(specifier -> Matcher.quoteReplacement(format.next((Matcher) specifier)));
    if (format.values.hasNext()) {
      throw new TemplateException(FILTER + "has more arguments than the text has specifiers");
    }
    return result;
  }

  private String next(Matcher specifier) {
    String conversion = specifier.group(4);
    if (conversion.equals("%")) {
      return "%";
    }
    if (conversion.isEmpty() || "sdiuxXofFeE".indexOf(conversion.charAt(0)) < 0) {
      throw new TemplateException(FILTER + "does not support one of the specifiers");
    }
    if (!values.hasNext()) {
      throw new TemplateException(FILTER + "has fewer arguments than the text has specifiers");
    }
    String flags = specifier.group(1);
    String width = specifier.group(2);
    return text(conversion, flags, width, specifier.group(3), values.next());
  }

  private static String text(
      String conversion, String flags, String width, String precision, @Nullable Object value) {
    String minus = flags.contains("-") ? "-" : "";
    try {
      return switch (conversion) {
        case "s" ->
            java(
                "%" + (width.isEmpty() ? "" : minus) + width + precision + "s",
                PythonText.of(value));
        case "f", "F", "e", "E" ->
            java("%" + flags + width + precision + conversion.replace('F', 'f'), floating(value));
        case "d", "i", "u" -> java("%" + flags + width + "d", integer(value, true));
        default -> java("%" + flags + width + conversion, integer(value, false));
      };
    } catch (IllegalFormatException e) {
      throw new TemplateException(FILTER + "does not support one of the specifiers");
    }
  }

  private static String java(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static BigDecimal floating(@Nullable Object value) {
    return Optional.ofNullable(value)
        .flatMap(PythonNumber::floating)
        .filter(Double::isFinite)
        .map(BigDecimal::new)
        .orElseThrow(PercentFormat::notNumber);
  }

  private static BigInteger integer(@Nullable Object value, boolean truncate) {
    Optional<BigInteger> integer = Optional.ofNullable(value).flatMap(PythonNumber::integer);
    return integer.isEmpty() && truncate
        ? floating(value).toBigInteger()
        : integer.orElseThrow(PercentFormat::notNumber);
  }

  private static TemplateException notNumber() {
    return new TemplateException(FILTER + "expects a number for one of the specifiers");
  }
}
