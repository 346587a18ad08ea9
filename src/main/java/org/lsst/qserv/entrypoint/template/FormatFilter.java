// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja2's filter {@code format}. The engine's own filter uses Java's format strings. */
final class FormatFilter implements AdvancedFilter {
  @Override
  public String getName() {
    return "format";
  }

  @Override
  public @Nullable Object filter(
      @Nullable Object value,
      JinjavaInterpreter interpreter,
      @Nullable Object[] positional,
      Map<String, Object> named) {
    if (!named.isEmpty()) {
      throw new TemplateException("filter 'format' does not support named arguments");
    }
    return value == null
        ? null
        : PercentFormat.format(PythonText.of(value), Arrays.asList(positional));
  }
}
