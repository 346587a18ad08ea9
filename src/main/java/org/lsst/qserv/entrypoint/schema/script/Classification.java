// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes what a statement does, as far as this can be determined from its text.
 *
 * @param kind how it is executed and recorded
 * @param effects the objects that a {@link StatementKind#DEFINITION} names; empty if the statement
 *     can be repeated without harm ({@code GRANT}, {@code FLUSH}, {@code SET GLOBAL x = 1})
 * @param targets the names of the tables and views that a {@link StatementKind#DATA} may modify
 * @param calls the functions and procedures that it calls and that are not known to be built in;
 *     some of them may be stored routines, which write what their bodies write
 * @param traits properties that, together with the kind, decide how it is executed and resumed
 * @param refusal why an upgrade cannot execute it; present if and only if the kind is {@link
 *     StatementKind#REFUSED}
 */
public record Classification(
    StatementKind kind,
    List<ObjectEffect> effects,
    Set<ObjectName> targets,
    Set<ObjectName> calls,
    Set<Trait> traits,
    Optional<Refusal> refusal) {

  public Classification {
    effects = List.copyOf(effects);
    targets = Set.copyOf(targets);
    calls = Set.copyOf(calls);
    traits = Set.copyOf(traits);
  }

  /** Returns whether the statement has a trait. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
