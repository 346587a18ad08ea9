// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;

/** Summarizes statements without their values, so that summaries may be logged and stored. */
public final class StatementSummary {
  private static final Set<String> INDEX_CHANGES = Set.of("CREATE", "DROP");

  /** Limits the work for long statements: the verb and the names are near the start. */
  private static final int LONGEST_HEAD = 1 << 10;

  private StatementSummary() {}

  /** Returns the verb of the statement and the objects that it changes or the tables it writes. */
  public static String summary(ScriptStatement statement) {
    String text = statement.text();
    String head = text.substring(0, Math.min(text.length(), LONGEST_HEAD));
    TokenStream tokens = new TokenStream(ScriptSession.tokens(head, SqlMode.DEFAULT));
    while (tokens.takeSymbol('(')) {}
    Classification classification = statement.classification();
    String index = index(tokens.rest(), classification.effects());
    if (!index.isEmpty()) {
      return index;
    }
    List<String> names =
        classification.effects().isEmpty()
            ? classification.targets().stream()
                .map(target -> qualified(target.database(), target.name()))
                .sorted()
                .toList()
            : classification.effects().stream().map(StatementSummary::shown).distinct().toList();
    return summary(verb(tokens), names);
  }

  private static String summary(String verb, List<String> names) {
    return names.isEmpty() ? verb : verb + " " + String.join(", ", names);
  }

  private static String verb(TokenStream tokens) {
    return tokens.peek().type() == Token.Type.WORD ? tokens.peek().upper() : "?";
  }

  /** Returns {@code CREATE INDEX i ON t} or similar; empty for other statements. */
  private static String index(TokenStream tokens, List<ObjectEffect> effects) {
    Token verb = tokens.peek();
    boolean changes = verb.isOneOf(INDEX_CHANGES) && !effects.isEmpty();
    tokens.take();
    tokens.take("OR", "REPLACE");
    for (String kind : List.of("ONLINE", "OFFLINE", "UNIQUE", "FULLTEXT", "SPATIAL")) {
      tokens.take(kind);
    }
    if (!changes || !tokens.take("INDEX")) {
      return "";
    }
    tokens.take("IF", "NOT", "EXISTS");
    tokens.take("IF", "EXISTS");
    ObjectEffect table = effects.getFirst();
    return verb.upper()
        + " INDEX "
        + tokens.take().text()
        + " ON "
        + qualified(table.database(), table.name());
  }

  private static String shown(ObjectEffect effect) {
    String name = qualified(effect.database(), effect.name());
    return effect.type() == ObjectEffect.ObjectType.OTHER ? name : effect.type() + " " + name;
  }

  private static String qualified(String database, String name) {
    return database.isEmpty() ? name : database + "." + name;
  }
}
