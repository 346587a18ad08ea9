// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Collects the effects of a DDL statement. */
final class EffectList {
  private static final Map<String, ObjectType> TYPES =
      Map.ofEntries(
          entry("TABLE", ObjectType.TABLE),
          entry("TABLES", ObjectType.TABLE),
          entry("VIEW", ObjectType.VIEW),
          entry("PROCEDURE", ObjectType.PROCEDURE),
          entry("FUNCTION", ObjectType.FUNCTION),
          entry("TRIGGER", ObjectType.TRIGGER),
          entry("EVENT", ObjectType.EVENT),
          entry("SEQUENCE", ObjectType.SEQUENCE),
          entry("DATABASE", ObjectType.DATABASE),
          entry("SCHEMA", ObjectType.DATABASE),
          entry("USER", ObjectType.USER),
          entry("ROLE", ObjectType.OTHER),
          entry("SERVER", ObjectType.OTHER),
          entry("PACKAGE", ObjectType.OTHER),
          entry("INDEX", ObjectType.TABLE));

  private final TokenStream tokens;
  private final List<ObjectEffect> effects = new ArrayList<>();

  EffectList(TokenStream tokens) {
    this.tokens = tokens;
  }

  List<ObjectEffect> effects() {
    return effects;
  }

  /** Consumes the keyword of the type and the options before it, such as {@code DEFINER}. */
  ObjectType takeType() {
    if (!tokens.skipTo(token -> token.isOneOf(TYPES.keySet()))) {
      return ObjectType.OTHER;
    }
    return TYPES.getOrDefault(tokens.take().upper(), ObjectType.OTHER);
  }

  /** Consumes the name of an object, which is an account for the type USER. */
  ObjectName takeName(ObjectType type) {
    return type == ObjectType.USER ? new ObjectName("", tokens.takeAccount()) : tokens.takeName();
  }

  /** Consumes a list of names and adds an effect for each. */
  void addAll(ObjectType type, Effect effect, boolean guarded) {
    do {
      add(type, takeName(type), effect, guarded);
    } while (tokens.skipToNextInList());
  }

  void add(ObjectType type, ObjectName name, Effect effect, boolean guarded) {
    effects.add(new ObjectEffect(type, name.database(), name.name(), effect, guarded));
  }

  /** Adds an effect that cannot be verified for each name that is both source and target. */
  void markSwaps() {
    Set<ObjectName> sources = new HashSet<>();
    Set<ObjectName> targets = new HashSet<>();
    for (ObjectEffect effect : effects) {
      boolean from = effect.effect() == Effect.RENAMED_FROM;
      (from ? sources : targets).add(new ObjectName(effect.database(), effect.name()));
    }
    sources.stream()
        .filter(targets::contains)
        .sorted(Comparator.comparing(ObjectName::name))
        .forEach(name -> add(ObjectType.OTHER, name, Effect.ALTERED, false));
  }
}
