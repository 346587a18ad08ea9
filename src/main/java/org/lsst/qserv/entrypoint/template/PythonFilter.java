// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter that behaves like Jinja2's filter of the same name. The engine's own filters convert
 * arguments to strings, and replace invalid ones with defaults.
 *
 * @param name the name of the filter in templates
 * @param parameters the names of its parameters, as in Jinja2
 */
record PythonFilter(String name, List<String> parameters, Body body) implements AdvancedFilter {
  /** The implementation of the filter. */
  @FunctionalInterface
  interface Body {
    /**
     * Returns the filtered value.
     *
     * @throws TemplateException if the value or an argument has the wrong type
     */
    @Nullable Object apply(Object value, FilterArguments arguments);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Returns null for null, which is then reported as undefined. */
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
