// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.SeededRandom;

/** Tests how compound statements are split, with and without {@code DELIMITER}. */
final class CompoundStatementTest {
  private static final Path STATEMENTS = Path.of("src/test/resources/schema/script/compound.sql");

  @ParameterizedTest
  @MethodSource("statements")
  void readsACompoundStatementWithoutADelimiterAsOneStatement(String statement) {
    assertThat(ScriptSplitter.split("SELECT 1;\n" + statement + ";\nSELECT 2;\n"))
        .extracting(ScriptStatement::text)
        .containsExactly("SELECT 1", statement, "SELECT 2");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void readsACompoundStatementWithADelimiterAsTheSameStatement(String statement) {
    String script = "DELIMITER $$\n" + statement + "$$\nDELIMITER ;\nSELECT 2;\n";
    assertThat(ScriptSplitter.split(script))
        .extracting(ScriptStatement::text)
        .containsExactly(statement, "SELECT 2");
  }

  static Stream<String> statements() throws IOException {
    return Stream.of(Files.readString(STATEMENTS).strip().split("\n====\n", -1));
  }

  @Test
  void rejectsAnUnclosedBlockWithItsLine() {
    assertThatThrownBy(() ->
            ScriptSplitter.split("CREATE PROCEDURE p ()\nBEGIN\n  IF a THEN SELECT 1;\nEND;\n"))
        .hasMessage(
            """
            error: the script: line 2: BEGIN is not closed
            fix: close it with END\
            """);
    assertThatThrownBy(
            () -> ScriptSplitter.split("SELECT 1;\nIF a THEN SELECT 1;\n", "migrate-1-to-2.sql"))
        .hasMessage(
            """
            error: migrate-1-to-2.sql: line 2: IF is not closed
            fix: close it with END IF\
            """);
  }

  @Test
  void splitsGeneratedScriptsIntoTheSameStatementsWithAndWithoutADelimiter() {
    SeededRandom random = SeededRandom.forTest(CompoundStatementTest.class);
    for (int i = 0; i < 500; i++) {
      GeneratedScript script = GeneratedScript.of(random, 1 + random.below(12));
      assertThat(split(script.bare())).as(script.bare()).isEqualTo(split(script.forClient()));
    }
  }

  private static List<String> split(String script) {
    return ScriptSplitter.split(script).stream().map(CompoundStatementTest::withoutSpace).toList();
  }

  /** The client and the parser replace comments between statements by different white space. */
  private static String withoutSpace(ScriptStatement statement) {
    return statement.text().replaceAll("\\s+", "");
  }
}
