package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement means: the table in {@code meanings.txt}. */
final class StatementMeaningTest {
  private static final Path TABLE = Path.of("src/test/resources/schema/script/meanings.txt");

  @ParameterizedTest
  @MethodSource("rows")
  void aStatementMeansWhatTheTableSays(String row) {
    String statement = row.substring(0, row.indexOf(" => "));
    List<SqlStatement> statements = SqlScript.split(statement + "\n");
    assertThat(statements).hasSize(1);
    assertThat(statement + " => " + shown(statements.getFirst())).isEqualTo(row);
  }

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  @Test
  void whatChangesATemporaryTableChangesTheSession() {
    assertThat(
            SqlScript.split(
                    """
                    INSERT INTO t VALUES (1);
                    CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT);
                    INSERT INTO t VALUES (1), (2);
                    INSERT INTO d.T SELECT a FROM u;
                    REPLACE t SET a = f(1);
                    UPDATE t SET a = a + 1 WHERE a > 3;
                    DELETE FROM t WHERE a IN (SELECT a FROM u);
                    CREATE INDEX i ON t (a);
                    TRUNCATE TABLE t;
                    INSERT INTO u SELECT a FROM t;
                    DROP TABLE t, u;
                    DROP TABLE t;
                    DROP TABLE t;
                    """)
                .stream()
                .map(StatementMeaningTest::shown))
        .containsExactly(
            "DATA",
            "SESSION",
            "SESSION",
            "SESSION reads",
            "SESSION reads",
            "SESSION",
            "SESSION reads",
            "SESSION",
            "SESSION",
            "DATA",
            "DEFINITION: TABLE t DROPPED, TABLE u DROPPED",
            "SESSION",
            "DEFINITION: TABLE t DROPPED");
  }

  static String shown(SqlStatement statement) {
    String kind = statement.kind() + (statement.readsData() ? " reads" : "");
    String effects =
        statement.effects().stream()
            .map(StatementMeaningTest::shown)
            .collect(Collectors.joining(", "));
    String rest = effects + statement.reason();
    return rest.isEmpty() ? kind : kind + ": " + rest;
  }

  private static String shown(ObjectEffect effect) {
    String database = effect.database().isEmpty() ? "" : effect.database() + ".";
    String name = effect.name().isEmpty() ? "<>" : effect.name();
    String guarded = effect.guarded() ? " guarded" : "";
    return effect.type() + " " + database + name + " " + effect.effect() + guarded;
  }
}
