// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters {@code min} and {@code max}, which the engine does not have. */
final class OrderFilters {
  private static final List<String> PARAMETERS = List.of("case_sensitive", "attribute");

  private OrderFilters() {}

  static List<PythonFilter> all() {
    return List.of(
        new PythonFilter("min", PARAMETERS, (value, arguments) -> extreme(value, arguments, 1)),
        new PythonFilter("max", PARAMETERS, (value, arguments) -> extreme(value, arguments, -1)));
  }

  /** Returns the first of the smallest elements, or of the largest with the sign -1. */
  private static @Nullable Object extreme(Object value, FilterArguments arguments, int sign) {
    boolean exact = arguments.get("case_sensitive").map(DefaultFilter::isTruthy).orElse(false);
    return ListFilters.elements(value, arguments).stream()
        .reduce((a, b) -> {
          Object left = arguments.attribute(a);
          Object right = arguments.attribute(b);
          return sign * compare(left, right, exact, arguments) <= 0 ? a : b;
        })
        .orElse(null);
  }

  private static int compare(Object a, Object b, boolean exact, FilterArguments arguments) {
    if (a instanceof String left && b instanceof String right) {
      return exact ? left.compareTo(right) : left.compareToIgnoreCase(right);
    }
    return PythonNumber.floating(a)
        .flatMap(left -> PythonNumber.floating(b).map(left::compareTo))
        .orElseThrow(() -> arguments.error("expects numbers or strings"));
  }
}
