// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the schema scripts of the development cluster. */
final class StandInScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "czar, None-to-15 15-to-16-sizes 16-to-17, 9 4 8",
    "worker, None-to-1 1-to-2 2-to-3, 6 5 2",
    "repl, None-to-13 13-to-14 14-to-15, 12 5 11"
  })
  void providesAPathOfThreeScriptsForEachModule(String module, String names, String statements)
      throws IOException {
    List<Path> scripts = StandInScripts.of(module);
    assertThat(scripts.stream().map(StandInScriptsTest::name))
        .containsExactly(names.split(" ", -1));
    StringBuilder counted = new StringBuilder();
    for (Path script : scripts) {
      List<ScriptStatement> found = StandInScripts.statements(script, Map.of());
      assertThat(found)
          .as(script.toString())
          .noneMatch(statement -> statement.kind() == StatementKind.REFUSED)
          // an upgrade resumes without a decision of the user after any interruption
          .noneMatch(StandInScriptsTest::mayDifferWhenRepeated);
      counted.append(' ').append(found.size());
    }
    assertThat(counted.toString().strip()).isEqualTo(statements);
  }

  private static String name(Path script) {
    return script.getFileName().toString().replaceAll("^migrate-|\\.sql(\\.jinja)?$", "");
  }

  @Test
  void setsTheNumberOfRowsWithAVariable() throws IOException {
    Path script = StandInScripts.of("czar").get(1);
    assertThat(StandInScripts.statements(script, Map.of("test_rows", "5000")))
        .extracting(ScriptStatement::text)
        .anySatisfy(text -> assertThat(text).endsWith("FROM seq_1_to_5000"));
    assertThat(StandInScripts.statements(script, Map.of()))
        .extracting(ScriptStatement::text)
        .anySatisfy(text -> assertThat(text).endsWith("FROM seq_1_to_1"));
  }

  @Test
  void hasAnOnlineSafeScript() throws IOException {
    assertThat(Files.readAllLines(StandInScripts.of("worker").get(2)).getFirst())
        .isEqualTo("-- entrypoint: online-safe");
  }

  private static boolean mayDifferWhenRepeated(ScriptStatement statement) {
    return statement.kind() == StatementKind.SESSION
        && statement.has(Trait.SESSION_STATE_DEPENDS_ON_DATA);
  }
}
