// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jinja2's filters for numbers. */
final class NumberFilters {
  private NumberFilters() {}

  static List<PythonFilter> all() {
    return List.of(
        new PythonFilter("int", List.of("default", "base"), NumberFilters::toInt),
        new PythonFilter("float", List.of("default"), NumberFilters::toFloat),
        new PythonFilter("abs", List.of(), NumberFilters::abs),
        new PythonFilter("round", List.of("precision", "method"), NumberFilters::round),
        new PythonFilter("sum", List.of("attribute", "start"), NumberFilters::sum));
  }

  private static Object toInt(Object value, FilterArguments arguments) {
    int base = arguments.integer("base", 10);
    if (base < 2 || base > Character.MAX_RADIX) {
      throw arguments.error("expects a base from 2 to 36");
    }
    Optional<BigInteger> integer =
        value instanceof String text
            ? PythonNumber.parseInteger(text, base)
            : PythonNumber.integer(value);
    return integer
        .or(() ->
            floating(value).filter(Double::isFinite).map(n -> new BigDecimal(n).toBigInteger()))
        .<Object>map(PythonNumber::smallest)
        .orElseGet(() -> arguments.get("default").orElse(0));
  }

  private static Object toFloat(Object value, FilterArguments arguments) {
    return floating(value)
        .<Object>map(number -> number)
        .orElseGet(() -> arguments.get("default").orElse(0.0));
  }

  private static Optional<Double> floating(Object value) {
    return value instanceof String text
        ? PythonNumber.parseFloat(text)
        : PythonNumber.floating(value);
  }

  private static Object abs(Object value, FilterArguments arguments) {
    return PythonNumber.isFloat(value)
        ? (Object) Math.abs(number(value, arguments))
        : PythonNumber.smallest(
            PythonNumber.integer(value).orElseThrow(() -> notNumber(arguments)).abs());
  }

  /** Rounds like Python: the exact value, half to even; integers remain integers. */
  private static Object round(Object value, FilterArguments arguments) {
    int precision = arguments.integer("precision", 0);
    RoundingMode mode =
        switch (arguments.text("method", "common")) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw arguments.error("expects the method common, ceil or floor");
        };
    Optional<BigInteger> integer = PythonNumber.integer(value);
    if (integer.isPresent() && mode == RoundingMode.HALF_EVEN) {
      BigDecimal exact = new BigDecimal(integer.get());
      return PythonNumber.smallest(exact.setScale(Math.min(precision, 0), mode).toBigInteger());
    }
    double number = number(value, arguments);
    return Double.isFinite(number)
        ? new BigDecimal(number).setScale(precision, mode).doubleValue()
        : number;
  }

  private static Object sum(Object value, FilterArguments arguments) {
    BigInteger integers = BigInteger.ZERO;
    double floats = 0;
    boolean isFloat = false;
    List<Object> summands = new ArrayList<>();
    summands.add(arguments.get("start").orElse(0));
    ListFilters.elements(value, arguments)
        .forEach(element -> summands.add(arguments.attribute(element)));
    for (Object summand : summands) {
      Optional<BigInteger> integer = PythonNumber.integer(summand);
      isFloat |= integer.isEmpty();
      integers = integers.add(integer.orElse(BigInteger.ZERO));
      floats += number(summand, arguments);
    }
    return isFloat ? (Object) floats : PythonNumber.smallest(integers);
  }

  private static double number(Object value, FilterArguments arguments) {
    return PythonNumber.floating(value).orElseThrow(() -> notNumber(arguments));
  }

  private static TemplateException notNumber(FilterArguments arguments) {
    return arguments.error("expects numbers");
  }
}
