package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/**
 * The temporary tables that a script has made so far. What changes one of them changes the session
 * only, and has to be done again in another one, though it looks like a change of data.
 */
public final class TemporaryTables {
  private static final Set<String> MODIFIERS =
      Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "IGNORE", "INTO", "FROM");

  private static final Set<String> CHANGES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

  private static final Set<String> VALUES = Set.of("VALUES", "VALUE", "SET", "WHERE");

  private final Set<String> names = new HashSet<>();

  /** What the statement means, now that some tables are temporary. */
  Meaning meaningOf(List<Token> tokens) {
    Meaning meaning = Meaning.of(tokens);
    Words words = new Words(tokens);
    remember(words.rest());
    if (names.isEmpty()) {
      return meaning;
    }
    return switch (meaning.kind()) {
      case DATA -> isTarget(words.rest()) ? Meaning.session(reads(words)) : meaning;
      case DEFINITION -> definition(meaning, words);
      default -> meaning;
    };
  }

  private void remember(Words words) {
    boolean creates = words.take("CREATE");
    words.take("OR", "REPLACE");
    if (creates && words.take("TEMPORARY", "TABLE")) {
      words.take("IF", "NOT", "EXISTS");
      names.add(key(words.takeName().name()));
    }
  }

  private boolean isTarget(Words words) {
    if (!words.takeOneOf(CHANGES)) {
      return false;
    }
    while (words.takeOneOf(MODIFIERS)) {}
    return names.contains(key(words.takeName().name()));
  }

  private static boolean reads(Words words) {
    boolean joins = words.contains("SELECT") || words.contains("JOIN");
    boolean computes =
        words.skipToAnywhere(token -> token.isOneOf(VALUES)) && DataReading.isIn(words.rest());
    return joins || computes;
  }

  private Meaning definition(Meaning meaning, Words words) {
    List<ObjectEffect> effects = meaning.effects();
    boolean all = !effects.isEmpty() && effects.stream().allMatch(this::isTemporary);
    if (!all) {
      return meaning;
    }
    effects.stream()
        .filter(effect -> effect.effect() == Effect.DROPPED)
        .forEach(effect -> names.remove(key(effect.name())));
    return Meaning.session(words.contains("SELECT"));
  }

  private boolean isTemporary(ObjectEffect effect) {
    boolean changes = effect.effect() == Effect.ALTERED || effect.effect() == Effect.DROPPED;
    return changes && effect.type() == ObjectType.TABLE && names.contains(key(effect.name()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
