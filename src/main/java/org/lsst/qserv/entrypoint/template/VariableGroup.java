// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * The variables with a common prefix as nested maps for Jinja: {@code a.b.c} is {@code c} of {@code
 * b} of {@code a}. A value is evaluated only when a template accesses it, because some require
 * settings that others do not.
 */
final class VariableGroup extends LazyMap {
  private final Settings settings;
  private final VariableValues values;
  private final Set<String> names;
  private final String prefix;

  private VariableGroup(
      Settings settings, VariableValues values, Set<String> names, String prefix) {
    this.settings = settings;
    this.values = values;
    this.names = names;
    this.prefix = prefix;
  }

  /**
   * Returns all variables. The first level is not lazy, because the engine copies it.
   *
   * @param masked whether to mask secrets
   */
  static Map<String, @Nullable Object> root(Settings settings, boolean masked) {
    VariableValues values = new VariableValues(settings, masked);
    VariableGroup all = new VariableGroup(settings, values, settings.variableNames(), "");
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    for (String name : all.members()) {
      Object value = all.get(name);
      if (value != null) {
        root.put(name, value);
      }
    }
    return root;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    String name = prefix + key;
    if (names.contains(name)) {
      return settings.variable(name).map(values::plain).orElse(null);
    }
    VariableGroup group = new VariableGroup(settings, values, names, name + ".");
    return group.members().isEmpty() ? null : group;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  Set<String> members() {
    Set<String> members = new TreeSet<>();
    for (String name : names) {
      if (name.startsWith(prefix)) {
        String rest = name.substring(prefix.length());
        int dot = rest.indexOf('.');
        members.add(dot < 0 ? rest : rest.substring(0, dot));
      }
    }
    return members;
  }
}
