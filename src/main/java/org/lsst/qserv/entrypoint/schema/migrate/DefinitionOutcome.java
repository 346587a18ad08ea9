// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;

/** The outcome of an interrupted DDL statement, as the definitions of its objects show it. */
enum DefinitionOutcome {
  /** The objects are unchanged, or the statement can safely be executed again. */
  NOT_EXECUTED,
  /** The objects are in the state that only this statement leads to. */
  EXECUTED,
  /**
   * The object has changed; only a comparison with the expected result shows whether by this
   * statement.
   */
  CHANGED,
  /** Some objects of a DROP are gone: the statement is executed again with IF EXISTS. */
  PARTLY_DROPPED,
  /** The definitions do not show it; the user must decide. */
  UNCLEAR;

  /** How one object differs from its definition before the statement. */
  private enum Difference {
    NONE,
    /** It is gone or has its new name, as the statement requires. */
    EXPECTED,
    CHANGED,
    /** It is neither unchanged nor in the state that the statement leads to. */
    UNEXPECTED
  }

  /**
   * Compares the objects that a statement names with their definitions before it.
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
    if (differences.equals(EnumSet.of(Difference.EXPECTED))) {
      return EXECUTED;
    }
    if (differences.equals(EnumSet.of(Difference.CHANGED)) && objects.size() == 1) {
      return CHANGED;
    }
    boolean drops = objects.stream().allMatch(object -> object.effect() == Effect.DROPPED);
    return drops && differences.equals(EnumSet.of(Difference.NONE, Difference.EXPECTED))
        ? PARTLY_DROPPED
        : UNCLEAR;
  }

  /** With IF EXISTS, IF NOT EXISTS and OR REPLACE, a second execution has no further effect. */
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
      case DROPPED, RENAMED_FROM -> now.isAbsent() ? Difference.EXPECTED : Difference.UNEXPECTED;
      case RENAMED_TO -> now.isAbsent() ? Difference.UNEXPECTED : Difference.EXPECTED;
      case CREATED, CREATED_OR_REPLACED, ALTERED ->
          now.isAbsent() ? Difference.UNEXPECTED : Difference.CHANGED;
    };
  }
}
