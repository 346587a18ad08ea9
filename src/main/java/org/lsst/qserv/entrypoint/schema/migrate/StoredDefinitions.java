// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/**
 * Reads the definitions that the journal stores with a DDL statement. It stores the text only if a
 * resumed upgrade needs it to execute the change on a copy, and never if it may contain a secret.
 */
final class StoredDefinitions {
  private final DefinitionReader reader;
  private final Predicate<String> mayBeStored;
  private final Map<StepKey, String> stored = new HashMap<>();

  /**
   * Creates the stored definitions of one script.
   *
   * @param mayBeStored tests that a definition contains no value of a variable
   */
  StoredDefinitions(DefinitionReader reader, Predicate<String> mayBeStored) {
    this.reader = reader;
    this.mayBeStored = mayBeStored;
  }

  /** Reads the definitions of the objects that a statement names, as the journal stores them. */
  String of(ScriptStep step, String database) throws SQLException {
    List<ObjectEffect> effects = step.sourced().statement().classification().effects();
    Map<String, Definition> definitions = reader.of(SqlDefinitionReader.objects(effects, database));
    boolean isNeeded = effects.size() == 1 && isAltered(effects.getFirst());
    definitions.replaceAll((_, definition) ->
        isNeeded && mayBeStored.test(definition.text()) ? definition : definition.withoutText());
    String text = Definition.format(definitions);
    stored.put(step.key(), text);
    return text;
  }

  private static boolean isAltered(ObjectEffect effect) {
    return effect.effect() == Effect.ALTERED
        && (effect.type() == ObjectType.TABLE || effect.type() == ObjectType.SEQUENCE);
  }

  /** Returns the definitions that were stored with a statement; empty if there are none. */
  String stored(StepKey key) {
    return stored.getOrDefault(key, "");
  }

  /** Returns whether the objects of a statement are known to be unchanged by it. */
  boolean areUnchanged(StepKey key) throws SQLException {
    Map<String, Definition> before = Definition.parse(stored(key));
    return Definition.areUnchanged(
        before, reader.of(SqlDefinitionReader.objectsOf(before.keySet())));
  }

  /** Forgets statements that were executed. */
  void forget() {
    stored.clear();
  }
}
