// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/**
 * Tests the outcome of an interrupted DDL statement for each way in which its objects can differ
 * from their definitions before it.
 */
final class DefinitionOutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "CREATED,             absent,  absent,  NOT_EXECUTED",
    "CREATED,             absent,  new,     CHANGED",
    "CREATED,             old,     old,     NOT_EXECUTED",
    "CREATED,             old,     absent,  UNCLEAR",
    "CREATED_OR_REPLACED, old,     new,     NOT_EXECUTED",
    "CREATED_OR_REPLACED, old,     absent,  NOT_EXECUTED",
    "CREATED_OR_REPLACED, absent,  new,     NOT_EXECUTED",
    "ALTERED,             old,     old,     NOT_EXECUTED",
    "ALTERED,             old,     new,     CHANGED",
    "ALTERED,             old,     absent,  UNCLEAR",
    "DROPPED,             old,     old,     NOT_EXECUTED",
    "DROPPED,             old,     absent,  EXECUTED",
    "DROPPED,             old,     new,     UNCLEAR",
    "RENAMED_TO,          absent,  new,     EXECUTED",
    "ALTERED,             unknown, unknown, UNCLEAR",
    "ALTERED,             old,     unknown, UNCLEAR",
  })
  void ofOneObject(Effect effect, String before, String now, DefinitionOutcome outcome) {
    assertThat(
            DefinitionOutcome.of(
                Map.of("a", effect(effect, false)),
                Map.of("a", definition(before)),
                Map.of("a", definition(now))))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"CREATED, absent, new", "DROPPED, old, absent", "DROPPED, old, new"})
  void aStatementWithIfExistsOrIfNotExistsCanBeRepeated(Effect effect, String before, String now) {
    assertThat(
            DefinitionOutcome.of(
                Map.of("a", effect(effect, true)),
                Map.of("a", definition(before)),
                Map.of("a", definition(now))))
        .isEqualTo(DefinitionOutcome.NOT_EXECUTED);
  }

  @ParameterizedTest
  @CsvSource({
    "DROPPED,      DROPPED,    old,    old,    old,    old,    NOT_EXECUTED",
    "DROPPED,      DROPPED,    old,    old,    absent, old,    PARTLY_DROPPED",
    "DROPPED,      DROPPED,    old,    old,    absent, absent, EXECUTED",
    "DROPPED,      DROPPED,    old,    old,    absent, new,    UNCLEAR",
    "RENAMED_FROM, RENAMED_TO, old,    absent, absent, new,    EXECUTED",
    "RENAMED_FROM, RENAMED_TO, old,    absent, old,    absent, NOT_EXECUTED",
    "RENAMED_FROM, RENAMED_TO, old,    absent, absent, absent, UNCLEAR",
    "RENAMED_FROM, RENAMED_TO, old,    absent, old,    new,    UNCLEAR",
    "RENAMED_FROM, RENAMED_TO, old,    absent, other,  new,    UNCLEAR",
    "ALTERED,      CREATED,    old,    absent, new,    absent, UNCLEAR",
    "ALTERED,      CREATED,    old,    absent, new,    new,    UNCLEAR",
  })
  void ofTwoObjects(
      Effect first,
      Effect second,
      String firstBefore,
      String secondBefore,
      String firstNow,
      String secondNow,
      DefinitionOutcome outcome) {
    Map<String, ObjectEffect> objects = new LinkedHashMap<>();
    objects.put("a", effect(first, false));
    objects.put("b", effect(second, false));
    assertThat(
            DefinitionOutcome.of(
                objects,
                Map.of("a", definition(firstBefore), "b", definition(secondBefore)),
                Map.of("a", definition(firstNow), "b", definition(secondNow))))
        .isEqualTo(outcome);
  }

  @Test
  void aStatementWithoutNamedObjectsCanBeRepeated() {
    assertThat(DefinitionOutcome.of(Map.of(), Map.of(), Map.of()))
        .isEqualTo(DefinitionOutcome.NOT_EXECUTED);
  }

  @Test
  void theOutcomeIsUnclearIfTheJournalHasNoDefinitions() {
    assertThat(
            DefinitionOutcome.of(
                Map.of("a", effect(Effect.ALTERED, false)),
                Map.of(),
                Map.of("a", definition("new"))))
        .isEqualTo(DefinitionOutcome.UNCLEAR);
  }

  @Test
  void definitionsAreReadFromTheJournalAsTheyWereWritten() {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    definitions.put("TABLE\u0000a.b\u0000c\td", Definition.of("CREATE TABLE `c`\n(\t'ä')"));
    definitions.put("VIEW\u0000\u0000v", Definition.ABSENT);
    definitions.put("USER\u0000\u0000u@%", Definition.of("x").withoutText());
    assertThat(Definition.parse(Definition.format(definitions)))
        .containsExactlyEntriesOf(definitions);
  }

  private static Definition definition(String name) {
    return switch (name) {
      case "absent" -> Definition.ABSENT;
      case "unknown" -> Definition.UNKNOWN;
      default -> Definition.of(name);
    };
  }

  private static ObjectEffect effect(Effect effect, boolean guarded) {
    return new ObjectEffect(ObjectType.TABLE, "d", "t", effect, guarded);
  }
}
