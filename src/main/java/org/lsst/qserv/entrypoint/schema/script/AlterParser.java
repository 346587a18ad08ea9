// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Reads what an {@code ALTER} names. */
final class AlterParser {
  /** After these ALTER DATABASE has no name. */
  private static final Set<String> OPTIONS_OF_A_DATABASE =
      Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT");

  /** Changes of a table that its definition does not show. */
  private static final Set<String> UNSEEN = Set.of("EXCHANGE", "DISCARD", "IMPORT");

  private static final Set<String> PARTS_OF_A_TABLE =
      Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT");

  private final TokenStream tokens;
  private final EffectList effects;
  private final List<ObjectName> others = new ArrayList<>();

  AlterParser(TokenStream tokens, EffectList effects) {
    this.tokens = tokens;
    this.effects = effects;
  }

  /** Reads the statement after its verb. */
  void read() {
    ObjectType type = effects.takeType();
    boolean guarded = tokens.take("IF", "EXISTS");
    if (type == ObjectType.USER) {
      effects.addAll(type, Effect.ALTERED, guarded);
      return;
    }
    boolean unnamed = type == ObjectType.DATABASE && tokens.peek().isOneOf(OPTIONS_OF_A_DATABASE);
    ObjectName name = unnamed ? new ObjectName("", "") : tokens.takeName();
    if (type == ObjectType.TABLE || type == ObjectType.EVENT || type == ObjectType.SEQUENCE) {
      clauses(type, name, guarded);
    } else {
      effects.add(type, name, Effect.ALTERED, guarded);
    }
  }

  /** Reads RENAME TO, and what leaves no trace in the definition. */
  private void clauses(ObjectType type, ObjectName name, boolean guarded) {
    boolean renamed = false;
    boolean unseen =
        tokens.contains("NEXTVAL") || tokens.contains("NEXT") || ColumnSwap.isIn(tokens.rest());
    while (tokens.skipTo(this::isClause)) {
      Token clause = tokens.take();
      unseen |= clause.isOneOf(UNSEEN);
      exchanged(clause);
      boolean rename = clause.is("RENAME") && !tokens.peek().isOneOf(PARTS_OF_A_TABLE);
      if (rename && !renamed) {
        renamed = true;
        renamed(type, name, guarded);
      }
    }
    if (!renamed) {
      effects.add(type, name, Effect.ALTERED, guarded);
    }
    if (unseen) {
      effects.add(ObjectType.OTHER, name, Effect.ALTERED, guarded);
    }
    others.forEach(other -> effects.add(ObjectType.OTHER, other, Effect.ALTERED, guarded));
  }

  private boolean isClause(Token token) {
    return token.is("RENAME") || token.isOneOf(UNSEEN);
  }

  private void exchanged(Token clause) {
    boolean table = clause.is("EXCHANGE") && tokens.skipTo(token -> token.is("TABLE"));
    if (table) {
      tokens.take();
      others.add(tokens.takeName());
    }
  }

  private void renamed(ObjectType type, ObjectName name, boolean guarded) {
    if (tokens.peek().isSign('=') || tokens.peek().is("TO") || tokens.peek().is("AS")) {
      tokens.take();
    }
    ObjectName to = tokens.takeName();
    effects.add(type, name, Effect.RENAMED_FROM, guarded);
    effects.add(type, to, Effect.RENAMED_TO, guarded);
  }
}
