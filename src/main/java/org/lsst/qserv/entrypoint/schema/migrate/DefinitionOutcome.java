// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;

/** What became of a definition change that was interrupted, as far as the definitions tell. */
enum DefinitionOutcome {
  /** The objects are as they were, or a repetition does no harm. */
  NOT_EXECUTED,
  /** The objects are where the statement leads, and nothing else leads there. */
  EXECUTED,
  /** The object has changed: whether by the statement, its expected result must tell. */
  CHANGED,
  /** A DROP of several objects, some of which are gone: it is executed again with IF EXISTS. */
  PARTLY_DROPPED,
  /** Only a person can tell. */
  UNCLEAR;

  /** How one object differs from what it was. */
  private enum Difference {
    NONE,
    /** It is where the statement leads: gone, or at its new name. */
    ARRIVED,
    CHANGED,
    /** It is neither as it was nor where the statement leads. */
    ASTRAY
  }

  /**
   * Compares the objects that a statement names with what they were before.
   *
   * @param objects by key
   * @param before their definitions before the statement, by key
   * @param now their definitions now, by key
   */
  static DefinitionOutcome of(
      Map<String, ObjectEffect> objects,
      Map<String, Definition> before,
      Map<String, Definition> now) {
    if (objects.values().stream().allMatch(DefinitionOutcome::canBeRepeated)) {
      return NOT_EXECUTED;
    }
    if (!before.keySet().equals(now.keySet())
        || now.values().stream().anyMatch(Definition::isUnknown)) {
      return UNCLEAR;
    }
    Set<Difference> differences = EnumSet.noneOf(Difference.class);
    objects.forEach((key, object) ->
        differences.add(
            difference(
                object.effect(),
                before.getOrDefault(key, Definition.UNKNOWN),
                now.getOrDefault(key, Definition.UNKNOWN))));
    return of(objects.values(), differences);
  }

  private static DefinitionOutcome of(
      Collection<ObjectEffect> objects, Set<Difference> differences) {
    if (differences.equals(EnumSet.of(Difference.NONE))) {
      return NOT_EXECUTED;
    }
    if (differences.equals(EnumSet.of(Difference.ARRIVED))) {
      return EXECUTED;
    }
    if (differences.equals(EnumSet.of(Difference.CHANGED)) && objects.size() == 1) {
      return CHANGED;
    }
    boolean drops = objects.stream().allMatch(object -> object.effect() == Effect.DROPPED);
    return drops && differences.equals(EnumSet.of(Difference.NONE, Difference.ARRIVED))
        ? PARTLY_DROPPED
        : UNCLEAR;
  }

  /**
   * With IF EXISTS, IF NOT EXISTS and OR REPLACE the second execution leaves what the first did.
   */
  private static boolean canBeRepeated(ObjectEffect object) {
    return switch (object.effect()) {
      case CREATED, DROPPED -> object.guarded();
      case CREATED_OR_REPLACED -> true;
      case ALTERED, RENAMED_FROM, RENAMED_TO -> false;
    };
  }

  private static Difference difference(Effect effect, Definition before, Definition now) {
    if (now.matches(before)) {
      return Difference.NONE;
    }
    return switch (effect) {
      case DROPPED, RENAMED_FROM -> now.isAbsent() ? Difference.ARRIVED : Difference.ASTRAY;
      case RENAMED_TO -> now.isAbsent() ? Difference.ASTRAY : Difference.ARRIVED;
      case CREATED, CREATED_OR_REPLACED, ALTERED ->
          now.isAbsent() ? Difference.ASTRAY : Difference.CHANGED;
    };
  }
}
