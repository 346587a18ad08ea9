// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jinja2's filter {@code default}. The engine's own turns the default into text.
 *
 * @param name how templates call it
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
    boolean alsoForFalse = arguments.get("boolean").map(DefaultFilter::isTrue).orElse(false);
    return value == null || (alsoForFalse && !isTrue(value))
        ? arguments.get("default_value").orElse("")
        : value;
  }

  /** As in Python: zero and what is empty are false. */
  static boolean isTrue(Object value) {
    return PythonNumber.floating(value)
        .map(number -> number != 0)
        .or(() -> ListFilters.iterable(value).map(elements -> !elements.isEmpty()))
        .orElse(true);
  }
}
