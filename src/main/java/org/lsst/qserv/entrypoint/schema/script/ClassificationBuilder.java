// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds a {@link Classification}. */
final class ClassificationBuilder {
  private static final String JOURNAL = "qservSchemaJournal";

  private StatementKind kind;
  private final List<ObjectEffect> effects = new ArrayList<>();
  private final Set<ObjectName> targets = new LinkedHashSet<>();
  private final Set<ObjectName> calls = new LinkedHashSet<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

  private ClassificationBuilder(StatementKind kind) {
    this.kind = kind;
  }

  static ClassificationBuilder of(StatementKind kind) {
    return new ClassificationBuilder(kind);
  }

  static Classification refused(Refusal refusal) {
    return new Classification(
        StatementKind.REFUSED, List.of(), Set.of(), Set.of(), Set.of(), Optional.of(refusal));
  }

  /** Returns whether this is the name of the journal's database, ignoring case. */
  static boolean isJournal(String database) {
    return database.equalsIgnoreCase(JOURNAL);
  }

  StatementKind kind() {
    return kind;
  }

  ClassificationBuilder kind(StatementKind newKind) {
    kind = newKind;
    return this;
  }

  ClassificationBuilder with(Trait... added) {
    traits.addAll(List.of(added));
    return this;
  }

  ClassificationBuilder with(boolean condition, Trait... added) {
    return condition ? with(added) : this;
  }

  ClassificationBuilder effects(Collection<ObjectEffect> added) {
    effects.addAll(added);
    return this;
  }

  ClassificationBuilder targets(Collection<ObjectName> added) {
    targets.addAll(added);
    return this;
  }

  ClassificationBuilder calls(Collection<ObjectName> added) {
    calls.addAll(added);
    return this;
  }

  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /**
   * Adds the routines that expressions call, what they read, and what they leave in the session.
   */
  ClassificationBuilder expressions(ExpressionScan scan) {
    calls.addAll(scan.calls());
    traits.addAll(scan.traits());
    boolean leaves = !scan.assigned().isEmpty() || scan.takesLock();
    return with(
        leaves && kind != StatementKind.SESSION,
        Trait.LEAVES_SESSION_STATE,
        Trait.SESSION_STATE_DEPENDS_ON_DATA);
  }

  Classification build() {
    boolean journal =
        targets.stream().anyMatch(target -> isJournal(target.database()))
            || effects.stream().anyMatch(ClassificationBuilder::affectsJournal);
    return journal
        ? refused(Refusal.JOURNAL)
        : new Classification(kind, effects, targets, calls, traits, Optional.empty());
  }

  private static boolean affectsJournal(ObjectEffect effect) {
    boolean database = effect.type() == ObjectEffect.ObjectType.DATABASE;
    return isJournal(effect.database()) || (database && isJournal(effect.name()));
  }
}
