// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of variables that evaluates each value on access, because the evaluation may require unset
 * settings.
 */
abstract class LazyMap extends AbstractMap<String, @Nullable Object> {
  /** Returns the names in the map, in iteration order. */
  abstract Set<String> members();

  @Override
  public abstract @Nullable Object get(@Nullable Object key);

  @Override
  public final Set<Entry<String, @Nullable Object>> entrySet() {
    Set<Entry<String, @Nullable Object>> entries = new LinkedHashSet<>();
    members().forEach(name -> entries.add(new Member(name)));
    return entries;
  }

  private final class Member implements Entry<String, @Nullable Object> {
    private final String name;

    Member(String name) {
      this.name = name;
    }

    @Override
    public String getKey() {
      return name;
    }

    @Override
    public @Nullable Object getValue() {
      return LazyMap.this.get(name);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      throw new UnsupportedOperationException("a template cannot change a setting");
    }
  }
}
