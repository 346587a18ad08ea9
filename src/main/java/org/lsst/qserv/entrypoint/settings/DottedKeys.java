// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * Expands a key such as {@code "registry.port"}, which is a single key in JSON and YAML, into the
 * path that it means for {@code -e}. Keys within a setting of type map are not expanded.
 */
final class DottedKeys {
  private final Declarations declarations;
  private final Problems problems;

  DottedKeys(Declarations declarations, Problems problems) {
    this.declarations = declarations;
    this.problems = problems;
  }

  /** Returns the layer with dotted keys expanded. A setting in both forms is a problem. */
  Config expand(Config layer) {
    return isDotted(layer.root(), "") ? expanded(layer.root(), "") : layer;
  }

  private boolean isDotted(ConfigObject object, String prefix) {
    return object.entrySet().stream()
        .anyMatch(entry ->
            entry.getKey().contains(".")
                || (isGroup(prefix + entry.getKey(), entry.getValue())
                    && isDotted((ConfigObject) entry.getValue(), prefix + entry.getKey() + ".")));
  }

  /** Returns whether the value contains settings rather than the keys of a map. */
  private boolean isGroup(String name, ConfigValue value) {
    return value instanceof ConfigObject && !declarations.contains(name);
  }

  private Config expanded(ConfigObject object, String prefix) {
    Config result = ConfigFactory.empty();
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      String name = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      ConfigValue nested =
          isGroup(name, value) ? expanded((ConfigObject) value, name + ".").root() : value;
      Config expandedEntry = nested.atPath(ConfigUtil.joinPath(SettingNames.path(entry.getKey())));
      reportDuplicates(result.root(), expandedEntry.root(), prefix);
      result = expandedEntry.withFallback(result);
    }
    return result;
  }

  private void reportDuplicates(ConfigObject existing, ConfigObject added, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(added).entrySet()) {
      ConfigValue earlier = existing.get(entry.getKey());
      String name = prefix + entry.getKey();
      if (earlier instanceof ConfigObject group
          && entry.getValue() instanceof ConfigObject nested) {
        reportDuplicates(group, nested, name + ".");
      } else if (earlier != null) {
        problems.add(
            Problem.configuration(
                String.format(
                    "%s (%s) is set twice in the same source, as a dotted key and as an object",
                    name, ValueOrigin.of(entry.getValue())),
                "keep one of the two"));
      }
    }
  }
}
