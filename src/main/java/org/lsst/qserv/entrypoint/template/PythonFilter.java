// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter that does what Jinja2's filter of that name does. The engine's own turn arguments into
 * text, and take a default for one that they do not understand.
 *
 * @param name how templates call it
 * @param parameters the names of its parameters, as in Jinja2
 */
record PythonFilter(String name, List<String> parameters, Body body) implements AdvancedFilter {
  /** What the filter does. */
  @FunctionalInterface
  interface Body {
    /**
     * Returns the filtered value.
     *
     * @throws TemplateMistake if the value or an argument has the wrong type
     */
    @Nullable Object apply(Object value, FilterArguments arguments);
  }

  @Override
  public String getName() {
    return name;
  }

  /** A value that is missing stays so, and is reported as such. */
  @Override
  public @Nullable Object filter(
      @Nullable Object value,
      JinjavaInterpreter interpreter,
      @Nullable Object[] positional,
      Map<String, Object> named) {
    FilterArguments arguments =
        FilterArguments.bind(name, parameters, positional, named, interpreter::resolveProperty);
    return value == null ? null : body.apply(value, arguments);
  }
}
