// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of variables that records accesses to undefined names. */
final class WatchedMap extends LazyMap {
  private final Map<?, ?> values;
  private final String prefix;
  private final UndefinedNames undefined;

  private WatchedMap(Map<?, ?> values, String prefix, UndefinedNames undefined) {
    this.values = values;
    this.prefix = prefix;
    this.undefined = undefined;
  }

  /** Wraps maps, including those in lists; returns other values unchanged. */
  static @Nullable Object watch(String name, @Nullable Object value, UndefinedNames undefined) {
    if (value instanceof Map<?, ?> map) {
      return new WatchedMap(map, name + ".", undefined);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> watch(name, element, undefined)).toList();
    }
    return value;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    String name = prefix + key;
    Object value = values.get(key);
    if (value == null && !values.containsKey(key)) {
      undefined.add(name);
    }
    return watch(name, value, undefined);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return values.containsKey(key);
  }

  @Override
  Set<String> members() {
    Set<String> names = new LinkedHashSet<>();
    values.keySet().forEach(key -> names.add(String.valueOf(key)));
    return names;
  }
}
