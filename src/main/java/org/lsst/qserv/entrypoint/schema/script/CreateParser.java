// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Reads the objects that a {@code CREATE} creates. */
final class CreateParser {
  private final TokenStream tokens;
  private final EffectList effects;

  CreateParser(TokenStream tokens, EffectList effects) {
    this.tokens = tokens;
    this.effects = effects;
  }

  /** Reads the rest of a statement whose verb has been read. */
  void read() {
    boolean replaces = tokens.take("OR", "REPLACE");
    ObjectType type = effects.takeType();
    boolean ofIndex = tokens.peek(-1).is("INDEX");
    tokens.take("BODY"); // PACKAGE BODY
    boolean guarded = tokens.take("IF", "NOT", "EXISTS");
    Effect effect = replaces ? Effect.CREATED_OR_REPLACED : Effect.CREATED;
    if (ofIndex) {
      index(guarded);
    } else if (type == ObjectType.USER) {
      effects.addAll(type, effect, guarded);
    } else if (type == ObjectType.TRIGGER) {
      trigger(effect, guarded);
    } else {
      boolean library = type == ObjectType.FUNCTION && tokens.contains("SONAME");
      effects.add(library ? ObjectType.OTHER : type, tokens.takeName(), effect, guarded);
    }
  }

  /** A trigger whose name has no database is in the database of its table. */
  private void trigger(Effect effect, boolean guarded) {
    ObjectName trigger = tokens.takeName();
    String database = trigger.database();
    if (database.isEmpty() && tokens.skipTo(token -> token.is("ON"))) {
      tokens.take();
      database = tokens.takeName().database();
    }
    effects.add(ObjectType.TRIGGER, new ObjectName(database, trigger.name()), effect, guarded);
  }

  /** Reads {@code name ON table} of a {@code CREATE INDEX} or {@code DROP INDEX}. */
  void index(boolean guarded) {
    tokens.take(); // the name, which may be a keyword
    if (tokens.skipTo(token -> token.is("ON"))) {
      tokens.take();
      effects.add(ObjectType.TABLE, tokens.takeName(), Effect.ALTERED, guarded);
    }
  }
}
