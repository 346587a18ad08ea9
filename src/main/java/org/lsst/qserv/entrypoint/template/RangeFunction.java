// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code range} function of Jinja2. The engine's own function silently returns at most 1000
 * numbers, and parses strings. This class is public because the engine calls it by reflection.
 */
public final class RangeFunction {
  /** The limit of Jinja2's sandbox. */
  static final int LIMIT = 100_000;

  private RangeFunction() {}

  /**
   * Returns the numbers from {@code start} to {@code stop} (exclusive), in steps of {@code step}.
   *
   * @param arguments {@code stop}; or {@code start}, {@code stop}; or {@code start}, {@code stop},
   *     {@code step}
   * @throws TemplateException if an argument is not an integer, the step is 0, or there are more
   *     than {@value #LIMIT} numbers
   */
  public static List<Number> range(Object... arguments) {
    if (arguments.length < 1 || arguments.length > 3) {
      throw new TemplateException("range expects 1 to 3 arguments, got " + arguments.length);
    }
    boolean onlyStop = arguments.length == 1;
    long start = onlyStop ? 0 : integer(arguments[0]);
    long stop = integer(arguments[onlyStop ? 0 : 1]);
    long step = arguments.length == 3 ? integer(arguments[2]) : 1;
    if (step == 0) {
      throw new TemplateException("the step of range must not be 0");
    }
    return numbers(start, stop, step);
  }

  private static List<Number> numbers(long start, long stop, long step) {
    List<Number> numbers = new ArrayList<>();
    for (BigInteger next = BigInteger.valueOf(start);
        step > 0
            ? next.compareTo(BigInteger.valueOf(stop)) < 0
            : next.compareTo(BigInteger.valueOf(stop)) > 0;
        next = next.add(BigInteger.valueOf(step))) {
      if (numbers.size() == LIMIT) {
        throw new TemplateException(
            "range has more than " + LIMIT + " numbers, which is the limit");
      }
      numbers.add(next.longValue());
    }
    return numbers;
  }

  /** Accepts booleans, which are integers in Python. */
  private static long integer(Object argument) {
    if (argument instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (argument instanceof Number number
        && !(number instanceof Double || number instanceof Float || number instanceof BigDecimal)) {
      return number.longValue();
    }
    throw new TemplateException("the arguments of range must be integers");
  }
}
