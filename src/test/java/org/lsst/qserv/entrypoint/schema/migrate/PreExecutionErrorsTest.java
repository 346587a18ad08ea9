// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.schema.script.Classification;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/** Tests after which errors a statement has certainly changed nothing. */
final class PreExecutionErrorsTest {
  private static final int SYNTAX_ERROR = 1064;

  private static boolean include(int code, String text) {
    ScriptStatement statement =
        new ScriptStatement(
            1,
            1,
            text,
            new Classification(
                StatementKind.DATA, List.of(), Set.of(), Set.of(), Set.of(), Optional.empty()));
    return PreExecutionErrors.contains(new SQLException("", "42000", code), statement);
  }

  @ParameterizedTest
  @CsvSource({
    "1046, true",
    "1049, true",
    "1064, true",
    "1065, true",
    "1115, true",
    "1062, false",
    "1146, false",
    "0, false"
  })
  void theServerFindsSomeErrorsBeforeItExecutes(int code, boolean included) {
    assertThat(include(code, "UPDATE t SET a = 1")).isEqualTo(included);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN NOT ATOMIC x; END",
        "if a then x; end if",
        "CASE a WHEN 1 THEN x; END CASE",
        "LOOP x; END LOOP",
        "WHILE a DO x; END WHILE",
        "REPEAT x; UNTIL a END REPEAT",
        "FOR i IN 1..2 DO x; END FOR",
        "EXECUTE s",
        "CALL p()",
        "label: LOOP x; END LOOP",
        "`l` : BEGIN x; END",
        "  /*M!100600 CALL p() */",
        "/*!50003 BEGIN x; END */"
      })
  void aPartOfACompoundStatementMayHaveBeenExecuted(String text) {
    assertThat(include(SYNTAX_ERROR, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSERT INTO t VALUES (1)", "/*!50003 ALTER TABLE t ADD a INT */"})
  void aSimpleStatementHasNoParts(String text) {
    assertThat(include(SYNTAX_ERROR, text)).isTrue();
  }

  @Test
  void theErrorMayBeThatOfARoutineThatWasCalled() {
    ScriptStatement statement = ScriptSplitter.split("INSERT INTO t VALUES (f())").getFirst();
    assertThat(PreExecutionErrors.contains(new SQLException("", "42000", SYNTAX_ERROR), statement))
        .isFalse();
  }
}
