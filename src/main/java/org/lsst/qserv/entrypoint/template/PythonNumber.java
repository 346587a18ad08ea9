// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Python's numbers: integers of any size and 64-bit floating-point numbers. */
final class PythonNumber {
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:\\d+(?:_\\d+)*)?\\.?(?:\\d+(?:_\\d+)*)?(?:[eE][+-]?\\d+)?");
  private static final Pattern GROUPS = Pattern.compile("[+-]?[0-9A-Za-z]+(?:_[0-9A-Za-z]+)*");

  private PythonNumber() {}

  static boolean isFloat(Object value) {
    return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
  }

  /** Returns the value of an integer or a boolean, which is an integer in Python. */
  static Optional<BigInteger> integer(Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? BigInteger.ONE : BigInteger.ZERO);
    }
    return value instanceof Number && !isFloat(value)
        ? Optional.of(new BigInteger(value.toString()))
        : Optional.empty();
  }

  /** Returns the value of any number or boolean as a floating-point number. */
  static Optional<Double> floating(Object value) {
    return isFloat(value)
        ? Optional.of(Double.parseDouble(value.toString()))
        : integer(value).map(BigInteger::doubleValue);
  }

  /** Returns the result of Python's {@code int(text, base)}. */
  static Optional<BigInteger> parseInteger(String text, int base) {
    String digits = text.strip();
    if (!GROUPS.matcher(digits).matches()) {
      return Optional.empty();
    }
    String plain = digits.replace("_", "");
    String prefix = base == 16 ? "0[xX]" : base == 8 ? "0[oO]" : base == 2 ? "0[bB]" : "(?!)";
    try {
      return Optional.of(new BigInteger(plain.replaceFirst("^([+-]?)" + prefix, "$1"), base));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the result of Python's {@code float(text)}; infinity and NaN are not supported. */
  static Optional<Double> parseFloat(String text) {
    String number = text.strip();
    if (!FLOAT.matcher(number).matches() || number.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(number.replace("_", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the integer in the smallest type of the engine that can represent it. */
  static Number smallest(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return value.intValue();
    }
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }
}
