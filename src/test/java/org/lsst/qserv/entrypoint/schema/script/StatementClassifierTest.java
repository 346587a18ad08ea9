// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the classification of the statements in {@code classifications.txt}. */
final class StatementClassifierTest {
  private static final Path TABLE = Path.of("src/test/resources/schema/script/classifications.txt");

  @ParameterizedTest
  @MethodSource("rows")
  void classifiesStatementsAsInTheTable(String row) {
    String statement = row.substring(0, row.indexOf(" => "));
    List<ScriptStatement> statements = ScriptSplitter.split(statement + "\n");
    assertThat(statements).hasSize(1);
    assertThat(statement + " => " + shown(statements.getFirst())).isEqualTo(row);
  }

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  @Test
  void classifiesChangesOfTemporaryTablesAsSessionStatements() {
    assertThat(
            ScriptSplitter.split(
                    """
                    INSERT INTO t VALUES (1);
                    CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT);
                    INSERT INTO t VALUES (1), (2);
                    INSERT INTO d.t SELECT a FROM u;
                    INSERT INTO other.t SELECT a FROM u;
                    REPLACE t SET a = f(1);
                    UPDATE t SET a = a + 1 WHERE a > 3;
                    DELETE FROM t WHERE a IN (SELECT a FROM u);
                    CREATE INDEX i ON t (a);
                    TRUNCATE TABLE t;
                    LOAD DATA INFILE 'f' INTO TABLE t;
                    CALL p();
                    INSERT INTO u SELECT a FROM t;
                    UPDATE t JOIN real_one r ON r.a = t.a SET r.a = 1;
                    INSERT INTO T VALUES (1);
                    USE other;
                    INSERT INTO t VALUES (1);
                    INSERT INTO d.t VALUES (1);
                    USE d;
                    ALTER TABLE t RENAME TO t2;
                    DELETE FROM t2;
                    DROP TABLE t2, u;
                    DROP TABLE t2;
                    """,
                    SqlMode.DEFAULT,
                    "d")
                .stream()
                .map(StatementClassifierTest::shown))
        .containsExactly(
            "DATA writes t",
            "SESSION",
            "SESSION",
            "SESSION SESSION_STATE_DEPENDS_ON_DATA",
            "DATA writes other.t",
            "SESSION SESSION_STATE_DEPENDS_ON_DATA calls f",
            "SESSION",
            "SESSION SESSION_STATE_DEPENDS_ON_DATA",
            "SESSION",
            "SESSION",
            "SESSION SESSION_STATE_DEPENDS_ON_DATA",
            "DATA LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA calls p",
            "DATA writes u",
            "DATA LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA writes real_one",
            "DATA LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA writes T",
            "SESSION",
            "DATA writes t",
            "SESSION",
            "SESSION",
            "SESSION",
            "SESSION",
            "DEFINITION LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA: TABLE u DROPPED",
            "DEFINITION: TABLE t2 DROPPED");
  }

  @Test
  void tracksAutocommitThroughUserVariables() {
    assertThat(
            ScriptSplitter.split(
                    """
                    SET @OLD_AUTOCOMMIT=@@AUTOCOMMIT, @@AUTOCOMMIT=0;
                    SET @x = @@autocommit;
                    SET AUTOCOMMIT=@OLD_AUTOCOMMIT;
                    SET autocommit = @x;
                    SET autocommit = @unknown;
                    SET autocommit = (SELECT a FROM t);
                    """)
                .stream()
                .map(StatementClassifierTest::shown))
        .containsExactly(
            "AUTOCOMMIT_OFF LEAVES_SESSION_STATE",
            "SESSION",
            "AUTOCOMMIT_ON",
            "AUTOCOMMIT_OFF",
            "REFUSED UNKNOWN_AUTOCOMMIT",
            "REFUSED UNKNOWN_AUTOCOMMIT");
  }

  @Test
  void classifiesPreparedStatementsByTheirText() {
    assertThat(
            ScriptSplitter.split(
                    """
                    PREPARE s FROM 'INSERT INTO t VALUES (?)';
                    EXECUTE s USING @a;
                    EXECUTE IMMEDIATE "DROP TABLE t";
                    EXECUTE IMMEDIATE 'SET sql_mode=ANSI_QUOTES';
                    SELECT "a\\"; SELECT 2;
                    PREPARE s FROM @sql;
                    EXECUTE s;
                    """)
                .stream()
                .map(StatementClassifierTest::shown))
        .containsExactly(
            "SESSION",
            "DATA writes t",
            "DEFINITION: TABLE t DROPPED",
            "SESSION",
            "READ",
            "READ",
            "SESSION SESSION_STATE_DEPENDS_ON_DATA",
            "OPAQUE LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA");
  }

  static String shown(ScriptStatement statement) {
    Classification classification = statement.classification();
    StringBuilder shown = new StringBuilder(classification.kind().toString());
    classification.traits().stream().sorted().forEach(trait -> shown.append(' ').append(trait));
    classification.refusal().ifPresent(refusal -> shown.append(' ').append(refusal));
    if (!classification.targets().isEmpty()) {
      shown.append(" writes ").append(names(classification.targets()));
    }
    if (!classification.calls().isEmpty()) {
      shown.append(" calls ").append(names(classification.calls()));
    }
    String effects =
        classification.effects().stream()
            .map(StatementClassifierTest::shown)
            .collect(Collectors.joining(", "));
    return shown + (effects.isEmpty() ? "" : ": " + effects);
  }

  private static String names(Set<ObjectName> names) {
    return names.stream()
        .map(name -> (name.database().isEmpty() ? "" : name.database() + ".") + name.name())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String shown(ObjectEffect effect) {
    String database = effect.database().isEmpty() ? "" : effect.database() + ".";
    String name = effect.name().isEmpty() ? "<>" : effect.name();
    String guarded = effect.guarded() ? " guarded" : "";
    return effect.type() + " " + database + name + " " + effect.effect() + guarded;
  }
}
