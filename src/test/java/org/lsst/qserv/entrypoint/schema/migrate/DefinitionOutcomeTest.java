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

/** What became of a definition change that was interrupted, by what its objects were and are. */
final class DefinitionOutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "CREATED,             absent, absent,  NOT_DONE",
    "CREATED,             absent, new,     DONE",
    "CREATED,             old,    old,     NOT_DONE",
    "CREATED_OR_REPLACED, old,    new,     DONE",
    "CREATED_OR_REPLACED, old,    absent,  NOT_DONE",
    "CREATED_OR_REPLACED, absent, new,     DONE",
    "ALTERED,             old,    old,     NOT_DONE",
    "ALTERED,             old,    new,     DONE",
    "ALTERED,             old,    absent,  UNCLEAR",
    "DROPPED,             old,    old,     NOT_DONE",
    "DROPPED,             old,    absent,  DONE",
    "DROPPED,             old,    new,     UNCLEAR",
    "ALTERED,             unknown, unknown, UNCLEAR",
  })
  void oneObject(Effect effect, String before, String now, DefinitionOutcome outcome) {
    assertThat(
            DefinitionOutcome.of(
                Map.of("a", effect(effect)), Map.of("a", before), Map.of("a", now)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "DROPPED,      DROPPED,    old,    old,    old,    old,    NOT_DONE",
    "DROPPED,      DROPPED,    old,    old,    absent, old,    HALF_DROPPED",
    "DROPPED,      DROPPED,    old,    old,    absent, absent, DONE",
    "RENAMED_FROM, RENAMED_TO, old,    absent, absent, new,    DONE",
    "RENAMED_FROM, RENAMED_TO, old,    absent, old,    absent, NOT_DONE",
    "RENAMED_FROM, RENAMED_TO, old,    absent, absent, absent, UNCLEAR",
    "RENAMED_FROM, RENAMED_TO, old,    absent, old,    new,    UNCLEAR",
    "ALTERED,      CREATED,    old,    absent, new,    absent, UNCLEAR",
  })
  void twoObjects(
      Effect first,
      Effect second,
      String firstBefore,
      String secondBefore,
      String firstNow,
      String secondNow,
      DefinitionOutcome outcome) {
    Map<String, ObjectEffect> things = new LinkedHashMap<>();
    things.put("a", effect(first));
    things.put("b", effect(second));
    assertThat(
            DefinitionOutcome.of(
                things,
                Map.of("a", firstBefore, "b", secondBefore),
                Map.of("a", firstNow, "b", secondNow)))
        .isEqualTo(outcome);
  }

  @Test
  void whatNamesNothingMayRunTwice() {
    assertThat(DefinitionOutcome.of(Map.of(), Map.of(), Map.of()))
        .isEqualTo(DefinitionOutcome.NOT_DONE);
  }

  private static ObjectEffect effect(Effect effect) {
    return new ObjectEffect(ObjectType.TABLE, "db", "t", effect, false);
  }
}
