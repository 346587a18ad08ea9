// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/** Tests which definitions the journal stores with a DDL statement. */
final class StoredDefinitionsTest {
  private final Map<String, Definition> server = new HashMap<>();
  private String secret = "nothing";

  private final StoredDefinitions definitions =
      new StoredDefinitions(
          objects -> {
            Map<String, Definition> found = new LinkedHashMap<>();
            objects.forEach((key, object) ->
                found.put(
                    key,
                    server.getOrDefault(
                        object.database() + "." + object.name(), Definition.ABSENT)));
            return found;
          },
          text -> !text.contains(secret));

  private static ScriptStep step(String sql) {
    ScriptStatement statement = ScriptSplitter.split(sql).getFirst();
    return new ScriptStep(
        new StepKey(0, 1),
        new SourcedStatement("s.sql", statement, Optional.of(statement), false),
        ExecutionKind.DEFINITION,
        "00");
  }

  private Map<String, Definition> stored(String sql) throws SQLException {
    String text = definitions.of(step(sql), "d");
    assertThat(definitions.stored(new StepKey(0, 1))).isEqualTo(text);
    return Definition.parse(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALTER TABLE o ADD a INT", "ALTER SEQUENCE o RESTART 1"})
  void theDefinitionOfAnAlteredObjectIsNeededForACopy(String sql) throws SQLException {
    server.put("d.o", Definition.of("CREATE x"));
    assertThat(stored(sql).values()).containsExactly(Definition.of("CREATE x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE o",
        "CREATE TABLE o (a INT)",
        "ALTER VIEW o AS SELECT 1",
        "ALTER DATABASE o CHARACTER SET utf8mb4"
      })
  void ofOtherObjectsOnlyTheChecksumIsStored(String sql) throws SQLException {
    server.put("d.o", Definition.of("CREATE x"));
    assertThat(stored(sql).values())
        .hasSize(1)
        .allSatisfy(definition -> assertThat(definition.text()).isEmpty());
  }

  @Test
  void ofSeveralObjectsOnlyTheChecksumsAreStored() throws SQLException {
    server.put("d.o", Definition.of("CREATE x"));
    assertThat(stored("RENAME TABLE o TO p").values())
        .containsExactly(Definition.of("CREATE x").withoutText(), Definition.ABSENT);
  }

  @Test
  void aDefinitionThatContainsTheValueOfAVariableIsNotStored() throws SQLException {
    secret = "hunter2";
    server.put("d.o", Definition.of("CREATE hunter2"));
    assertThat(stored("ALTER TABLE o ADD a INT").values())
        .containsExactly(Definition.of("CREATE hunter2").withoutText());
  }

  @Test
  void anObjectWithTheSameDefinitionIsUnchanged() throws SQLException {
    server.put("d.o", Definition.of("CREATE x"));
    assertThat(stored("DROP TABLE o, p")).hasSize(2);
    assertThat(definitions.areUnchanged(new StepKey(0, 1))).isTrue();
    server.put("d.p", Definition.of("CREATE y"));
    assertThat(definitions.areUnchanged(new StepKey(0, 1))).isFalse();
  }

  @Test
  void definitionsOfExecutedStatementsAreForgotten() throws SQLException {
    server.put("d.o", Definition.of("CREATE x"));
    assertThat(stored("DROP TABLE o")).hasSize(1);
    definitions.forget();
    assertThat(definitions.stored(new StepKey(0, 1))).isEmpty();
  }
}
