// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;
import org.lsst.qserv.entrypoint.schema.script.TemporaryTables.Match;

/** Classifies DDL statements. Those of temporary tables change only the session. */
final class DefinitionClassifier {
  private static final Set<String> TEMPORARY = Set.of("TABLE", "TABLES", "SEQUENCE");
  private static final Set<String> QUERY = Set.of("SELECT", "WITH", "VALUES");

  private final TemporaryTables temporary;
  private final TokenStream tokens;

  DefinitionClassifier(ScriptSession session, TokenStream tokens) {
    this.temporary = session.temporaryTables();
    this.tokens = tokens;
  }

  Classification classify() {
    TokenStream head = tokens.rest();
    boolean creates = head.take("CREATE");
    head.take("OR", "REPLACE");
    boolean drops = !creates && head.take("DROP");
    if ((creates || drops) && head.take("TEMPORARY") && head.takeOneOf(TEMPORARY)) {
      return creates ? createTemporary(head) : dropTemporary(head);
    }
    boolean query = creates && head.peek().is("TABLE");
    ExpressionScan scan = ExpressionScan.of(query ? query(head) : List.of());
    boolean sequence = tokens.peek().is("ALTER") && changesSequence();
    List<ObjectEffect> effects = new ArrayList<>(DefinitionParser.parse(tokens.rest()));
    if (scan.changesSequence() && !effects.isEmpty()) {
      ObjectEffect first = effects.getFirst();
      effects.add(
          new ObjectEffect(
              ObjectType.OTHER, first.database(), first.name(), Effect.ALTERED, first.guarded()));
    }
    return definition(effects, scan, sequence);
  }

  private boolean changesSequence() {
    return ExpressionScan.of(tokens.remaining()).changesSequence();
  }

  private static List<Token> query(TokenStream head) {
    TokenStream query = head.rest();
    return query.skipToAtAnyDepth(token -> token.isOneOf(QUERY)) ? query.remaining() : List.of();
  }

  private Classification createTemporary(TokenStream head) {
    head.take("IF", "NOT", "EXISTS");
    ObjectName name = head.takeName();
    boolean reads = head.contains("SELECT") || head.contains("LIKE");
    ExpressionScan scan = ExpressionScan.of(query(head));
    temporary.add(name);
    return ClassificationBuilder.of(
            scan.changesSequence() ? StatementKind.OPAQUE : StatementKind.SESSION)
        .expressions(scan)
        .with(reads, Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }

  private Classification dropTemporary(TokenStream head) {
    head.take("IF", "EXISTS");
    do {
      temporary.remove(head.takeName());
    } while (head.skipToNextInList());
    return ClassificationBuilder.of(StatementKind.SESSION).build();
  }

  private Classification definition(
      List<ObjectEffect> effects, ExpressionScan scan, boolean sequence) {
    List<ObjectEffect> lasting = new ArrayList<>();
    boolean maybe = false;
    boolean renames = false;
    for (ObjectEffect effect : effects) {
      ObjectName name = new ObjectName(effect.database(), effect.name());
      boolean target = effect.effect() == Effect.RENAMED_TO;
      Match match = target ? (renames ? Match.YES : Match.NO) : match(effect, name);
      if (match == Match.YES) {
        track(effect.effect(), name);
        renames = effect.effect() == Effect.RENAMED_FROM;
      } else {
        lasting.add(effect);
        renames = false;
      }
      maybe |= match == Match.MAYBE;
    }
    boolean onlyTemporary = lasting.isEmpty() && !effects.isEmpty();
    return ClassificationBuilder.of(
            onlyTemporary ? StatementKind.SESSION : StatementKind.DEFINITION)
        .effects(lasting)
        .expressions(scan)
        .with(sequence, Trait.USES_SEQUENCE)
        .with(onlyTemporary && tokens.contains("SELECT"), Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .with(
            !onlyTemporary && (maybe || lasting.size() < effects.size()),
            Trait.LEAVES_SESSION_STATE,
            Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }

  private Match match(ObjectEffect effect, ObjectName name) {
    boolean creates =
        effect.effect() == Effect.CREATED || effect.effect() == Effect.CREATED_OR_REPLACED;
    return creates || effect.type() != ObjectType.TABLE ? Match.NO : temporary.match(name);
  }

  private void track(Effect effect, ObjectName name) {
    if (effect == Effect.DROPPED || effect == Effect.RENAMED_FROM) {
      temporary.remove(name);
    } else if (effect == Effect.RENAMED_TO) {
      temporary.add(name);
    }
  }
}
