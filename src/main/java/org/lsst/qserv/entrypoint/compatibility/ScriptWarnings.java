// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;

/** Warnings about the migration scripts of two images. They do not change the verdict. */
final class ScriptWarnings {
  private ScriptWarnings() {}

  /**
   * Returns a warning for each module whose version is equal but whose scripts differ, because a
   * version number was used for different contents before, and for each schema that is, or may be,
   * too old for the scripts of the new image.
   */
  static List<String> of(ImageFacts from, ImageFacts to) {
    List<String> warnings = new ArrayList<>();
    from.schemas()
        .forEach((name, old) -> {
          SchemaFacts target = to.schemas().get(name);
          if (target != null) {
            addDifference(name, old, target, warnings);
            target
                .oldestUpgradable()
                .flatMap(limit -> limit(old, limit))
                .ifPresent(warning -> warnings.add("schemas." + name + ": " + warning));
          }
        });
    return warnings;
  }

  private static void addDifference(
      String name, SchemaFacts old, SchemaFacts target, List<String> warnings) {
    boolean sameVersion =
        old.version().isKnown() && old.version().value().equals(target.version().value());
    if (!sameVersion || !old.scripts().isKnown() || !target.scripts().isKnown()) {
      return;
    }
    Set<String> different =
        different(old.scripts().value().orElseThrow(), target.scripts().value().orElseThrow());
    if (!different.isEmpty()) {
      warnings.add(
          "schemas."
              + name
              + ": the version is equal, but the scripts differ ("
              + String.join(", ", different)
              + "); check that the schemas have the same tables");
    }
  }

  private static Set<String> different(Map<String, String> old, Map<String, String> target) {
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(target.keySet());
    names.removeIf(script -> old.containsKey(script) && old.get(script).equals(target.get(script)));
    return names;
  }

  /** A version that is unknown may be too old. */
  private static Optional<String> limit(SchemaFacts old, OldestUpgradable limit) {
    String reason = " cannot be upgraded directly, because " + limit.reason() + "; " + limit.fix();
    if (!old.version().isKnown()) {
      return Optional.of("the version is unknown, and versions before " + limit.version() + reason);
    }
    return old.version()
        .value()
        .filter(current -> current < limit.version())
        .map(current -> "version " + current + reason);
  }
}
