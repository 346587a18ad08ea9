// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Reads the objects that an {@code ALTER} changes. */
final class AlterParser {
  /** {@code ALTER DATABASE} has no name if one of these follows. */
  private static final Set<String> DATABASE_OPTIONS =
      Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT");

  /** Changes of a table that are not visible in its definition. */
  private static final Set<String> INVISIBLE = Set.of("EXCHANGE", "DISCARD", "IMPORT");

  private static final Set<String> TABLE_PARTS = Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT");

  private final TokenStream tokens;
  private final EffectList effects;
  private final List<ObjectName> others = new ArrayList<>();

  AlterParser(TokenStream tokens, EffectList effects) {
    this.tokens = tokens;
    this.effects = effects;
  }

  /** Reads the rest of a statement whose verb has been read. */
  void read() {
    ObjectType type = effects.takeType();
    boolean guarded = tokens.take("IF", "EXISTS");
    if (type == ObjectType.USER) {
      effects.addAll(type, Effect.ALTERED, guarded);
      return;
    }
    boolean unnamed = type == ObjectType.DATABASE && tokens.peek().isOneOf(DATABASE_OPTIONS);
    ObjectName name = unnamed ? new ObjectName("", "") : tokens.takeName();
    if (type == ObjectType.TABLE || type == ObjectType.EVENT || type == ObjectType.SEQUENCE) {
      readClauses(type, name, guarded);
    } else {
      effects.add(type, name, Effect.ALTERED, guarded);
    }
  }

  /** Reads {@code RENAME TO}, and changes that are not visible in the definition. */
  private void readClauses(ObjectType type, ObjectName name, boolean guarded) {
    boolean renamed = false;
    boolean invisible =
        tokens.contains("NEXTVAL") || tokens.contains("NEXT") || ColumnSwap.isIn(tokens.rest());
    while (tokens.skipTo(this::isClause)) {
      Token clause = tokens.take();
      invisible |= clause.isOneOf(INVISIBLE);
      readExchange(clause);
      boolean rename = clause.is("RENAME") && !tokens.peek().isOneOf(TABLE_PARTS);
      if (rename && !renamed) {
        renamed = true;
        readRename(type, name, guarded);
      }
    }
    if (!renamed) {
      effects.add(type, name, Effect.ALTERED, guarded);
    }
    if (invisible) {
      effects.add(ObjectType.OTHER, name, Effect.ALTERED, guarded);
    }
    others.forEach(other -> effects.add(ObjectType.OTHER, other, Effect.ALTERED, guarded));
  }

  private boolean isClause(Token token) {
    return token.is("RENAME") || token.isOneOf(INVISIBLE);
  }

  private void readExchange(Token clause) {
    boolean table = clause.is("EXCHANGE") && tokens.skipTo(token -> token.is("TABLE"));
    if (table) {
      tokens.take();
      others.add(tokens.takeName());
    }
  }

  private void readRename(ObjectType type, ObjectName name, boolean guarded) {
    if (tokens.peek().isSymbol('=') || tokens.peek().is("TO") || tokens.peek().is("AS")) {
      tokens.take();
    }
    ObjectName to = tokens.takeName();
    effects.add(type, name, Effect.RENAMED_FROM, guarded);
    effects.add(type, to, Effect.RENAMED_TO, guarded);
  }
}
