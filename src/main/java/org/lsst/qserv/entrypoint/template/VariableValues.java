// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Converts the values of settings to types that Jinja templates can use. */
final class VariableValues {
  private final Settings settings;
  private final boolean masked;

  /**
   * Creates a converter.
   *
   * @param masked whether to mask secrets
   */
  VariableValues(Settings settings, boolean masked) {
    this.settings = settings;
    this.masked = masked;
  }

  /** Keeps numbers, booleans, lists and maps; wraps a URL; converts other values to strings. */
  Object plain(Object value) {
    if (value instanceof DatabaseUrl url) {
      return new UrlVariable(url, masked);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach(
          (name, member) -> plain.put(String.valueOf(name), member == null ? null : plain(member)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::plain).toList();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return masked ? settings.text(value).shown() : settings.text(value).value();
  }
}
