// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jinja2's filter {@code default}. The engine's own filter converts the default to a string.
 *
 * @param name the name of the filter in templates
 */
record DefaultFilter(String name) implements AdvancedFilter {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public @Nullable Object filter(
      @Nullable Object value,
      JinjavaInterpreter interpreter,
      @Nullable Object[] positional,
      Map<String, Object> named) {
    FilterArguments arguments =
        FilterArguments.bind(
            name,
            List.of("default_value", "boolean"),
            positional,
            named,
            interpreter::resolveProperty);
    boolean replaceFalsy = arguments.get("boolean").map(DefaultFilter::isTruthy).orElse(false);
    return value == null || (replaceFalsy && !isTruthy(value))
        ? arguments.get("default_value").orElse("")
        : value;
  }

  /** Returns Python's {@code bool(value)}: zero and empty containers and strings are false. */
  static boolean isTruthy(Object value) {
    return PythonNumber.floating(value)
        .map(number -> number != 0)
        .or(() -> ListFilters.iterable(value).map(elements -> !elements.isEmpty()))
        .orElse(true);
  }
}
