// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A filter of migration scripts that converts a value to SQL.
 *
 * @param name the name of the filter in templates
 * @param toSql converts a string to SQL
 * @param trusted receives the output of the filter
 */
record SqlFilter(String name, UnaryOperator<String> toSql, Consumer<String> trusted)
    implements Filter {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public @Nullable Object filter(
      @Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
    if (arguments.length > 0) {
      throw new TemplateException(name + " expects no arguments");
    }
    if (value == null) {
      return null; // reported as undefined
    }
    if (value instanceof Collection || value instanceof Map) {
      throw new TemplateException(name + " expects one value; use map('" + name + "') for a list");
    }
    String sql = toSql.apply(PythonText.of(value));
    trusted.accept(sql);
    return sql;
  }
}
