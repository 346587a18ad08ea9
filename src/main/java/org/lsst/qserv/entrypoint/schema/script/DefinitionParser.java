// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Reads the objects that a DDL statement affects. */
final class DefinitionParser {
  private final TokenStream tokens;
  private final EffectList effects;

  private DefinitionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.effects = new EffectList(tokens);
  }

  /**
   * Returns the effects of a statement.
   *
   * @param tokens the statement, from its verb
   */
  static List<ObjectEffect> parse(TokenStream tokens) {
    DefinitionParser parser = new DefinitionParser(tokens);
    parser.read();
    return parser.effects.effects();
  }

  private void read() {
    String verb = tokens.take().upper();
    switch (verb) {
      case "CREATE" -> new CreateParser(tokens, effects).read();
      case "ALTER" -> new AlterParser(tokens, effects).read();
      case "DROP" -> drop();
      case "RENAME" -> rename();
      case "TRUNCATE" -> truncate();
      case "OPTIMIZE", "ANALYZE", "REPAIR", "CHECK" -> maintain();
      default -> other(verb.equals("UNINSTALL") ? Effect.DROPPED : Effect.ALTERED);
    }
  }

  private void drop() {
    ObjectType type = effects.takeType();
    boolean ofIndex = tokens.peek(-1).is("INDEX");
    tokens.take("BODY"); // PACKAGE BODY
    boolean guarded = tokens.take("IF", "EXISTS");
    if (ofIndex) {
      new CreateParser(tokens, effects).index(guarded);
    } else {
      effects.addAll(type, Effect.DROPPED, guarded);
    }
  }

  private void rename() {
    ObjectType type = effects.takeType();
    boolean guarded = tokens.take("IF", "EXISTS");
    do {
      effects.add(type, effects.takeName(type), Effect.RENAMED_FROM, guarded);
      tokens.skipTo(token -> token.is("TO"));
      tokens.take();
      effects.add(type, effects.takeName(type), Effect.RENAMED_TO, guarded);
    } while (tokens.skipToNextInList());
    effects.markSwaps();
  }

  private void truncate() {
    tokens.take("TABLE");
    effects.add(ObjectType.TABLE, tokens.takeName(), Effect.ALTERED, false);
  }

  /**
   * Maintenance does not change the definition, so it can be executed again if that is unchanged.
   */
  private void maintain() {
    ObjectType type = effects.takeType();
    effects.addAll(type == ObjectType.VIEW ? type : ObjectType.TABLE, Effect.ALTERED, false);
  }

  private void other(Effect effect) {
    StringBuilder name = new StringBuilder();
    while (!tokens.isAtEnd() && tokens.peek().type() == Token.Type.WORD) {
      name.append(name.isEmpty() ? "" : " ").append(tokens.take().text());
    }
    effects.add(ObjectType.OTHER, new ObjectName("", name.toString()), effect, false);
  }
}
