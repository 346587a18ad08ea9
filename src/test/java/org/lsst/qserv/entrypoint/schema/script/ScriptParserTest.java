// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests how scripts are split into statements. */
final class ScriptParserTest {
  @Test
  void numbersStatementsAndReportsTheirFirstLines() {
    assertThat(ScriptSplitter.split("-- first\n\n  SELECT\n1 ; SELECT 2;;\n\n# x\nSELECT 3"))
        .extracting(ScriptStatement::number, ScriptStatement::line, ScriptStatement::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 3, "SELECT\n1"),
            org.assertj.core.groups.Tuple.tuple(2, 4, "SELECT 2"),
            org.assertj.core.groups.Tuple.tuple(3, 7, "SELECT 3"));
  }

  @Test
  void findsNoStatementInAnEmptyScript() {
    assertThat(statements("")).isEmpty();
    assertThat(statements(" ;\n-- x\n/* y */;;\n# z")).isEmpty();
  }

  @Test
  void ignoresDelimitersAndCommentsInQuotedText() {
    assertThat(
            statements(
                "SELECT 'a;b', \"c;-- d\", `e;/*f`, 'it''s;', 'a\\';b', \"\\\";\", `\\`;SELECT 2"))
        .containsExactly(
            "SELECT 'a;b', \"c;-- d\", `e;/*f`, 'it''s;', 'a\\';b', \"\\\";\", `\\`", "SELECT 2");
  }

  @Test
  void keepsLineBreaksInStrings() {
    assertThat(statements("SELECT 'a\n;\ndelimiter $$\n-- b';SELECT 2"))
        .containsExactly("SELECT 'a\n;\ndelimiter $$\n-- b'", "SELECT 2");
  }

  @Test
  void removesCommentsAndKeepsTheirLineBreaks() {
    assertThat(statements("/* a; */ SELECT/* b;\n */1 -- c;\n, 2 # d;\n--e;\n;--f;\nSELECT 5--6;"))
        .containsExactly("SELECT\n 1 \n, 2 \n--e", "SELECT 5--6");
  }

  @Test
  void keepsExecutableComments() {
    assertThat(statements("/*!40101 SET NAMES utf8 */;\nSELECT 1 /*M!100301 , ';' */ /* x */;"))
        .containsExactly("/*!40101 SET NAMES utf8 */", "SELECT 1 /*M!100301 , ';' */");
  }

  @Test
  void appliesADelimiterUntilTheNextOne() {
    String script =
        """
        delimiter $$
        SELECT 1; SELECT 2 $$ SELECT 3
        $$
          Delimiter 'go' -- really
        SELECT 4; ; go
        ; go
        DELIMITER ;
        SELECT 5;
        """;
    assertThat(statements(script))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4", "SELECT 5");
  }

  @Test
  void endsAStatementAtBackslashG() {
    assertThat(statements("SELECT 1\\G\nSELECT \\N\\g SELECT '\\g'"))
        .containsExactly("SELECT 1", "SELECT \\N", "SELECT '\\g'");
  }

  @Test
  void acceptsUseWithoutADelimiter() {
    assertThat(statements("use `a b`\nUSE c;\nSELECT 1;"))
        .containsExactly("use `a b`", "USE c", "SELECT 1");
  }

  @Test
  void acceptsWindowsLineEndingsAndAByteOrderMark() {
    assertThat(statements("\uFEFFSELECT 'a\r\nb';\r\nDELIMITER //\r\nSELECT 2//\r\n"))
        .containsExactly("SELECT 'a\nb'", "SELECT 2");
  }

  @Test
  void keepsCharactersOutsideAscii() {
    assertThat(statements("SELECT 'é;日本' AS größe, '\uD83D\uDE00';SELECT 2"))
        .containsExactly("SELECT 'é;日本' AS größe, '\uD83D\uDE00'", "SELECT 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source x.sql",
        "\\. x.sql",
        "system ls",
        "\\! ls",
        "exit",
        "status",
        "\\c",
        "help"
      })
  void rejectsCommandsOfTheClient(String command) {
    String shown = command.startsWith("\\") ? command.substring(0, 2) : command;
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1;\n  " + command + "\n", "a.sql"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "error: a.sql: line 2: '%s' is a command of the mariadb client, which the server cannot execute\nfix: %s"
                .formatted(
                    shown,
                    "remove it; the only supported client commands are DELIMITER, USE, \\g and \\G"));
  }

  @Test
  void acceptsNamesOfClientCommandsInsideAStatement() {
    assertThat(statements("SELECT a AS\nstatus\n, b AS\nsource\n;")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "`"})
  void rejectsAnUnclosedQuoteWithItsFirstLine(String quote) {
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1;\nSELECT\n " + quote + "a;\n"))
        .hasMessage(
            "error: the script: line 3: the quoted text that starts with %s is not closed\nfix: close it with %s"
                .formatted(quote, quote));
  }

  @Test
  void rejectsAnUnclosedCommentWithItsFirstLine() {
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1;\n/* a\n b;\n"))
        .hasMessage(
            "error: the script: line 2: the comment that starts with /* is not closed\nfix: close it with */");
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1\n/*!1 a\n b\n"))
        .hasMessage(
            "error: the script: line 2: the comment that starts with /*! is not closed\nfix: close it with */");
  }

  @Test
  void rejectsDelimiterWithoutAnArgument() {
    assertThatThrownBy(() -> ScriptSplitter.split("DELIMITER\n"))
        .hasMessage(
            "error: the script: line 1: DELIMITER requires an argument without a backslash\n"
                + "fix: write DELIMITER $$ before the statement and DELIMITER ; after it");
  }

  @Test
  void rejectsADelimiterInTheMiddleOfALine() {
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1; DELIMITER $$\nSELECT 2; SELECT 3$$\n"))
        .hasMessage(
            """
            error: the script: line 1: DELIMITER is not at the start of a line, so the mariadb client does not recognize it
            fix: move it to its own line\
            """);
  }

  @Test
  void rejectsANulCharacterAsTheClientDoes() {
    assertThatThrownBy(() -> ScriptSplitter.split("SELECT 1;\nSELECT '\0';\n"))
        .hasMessage(
            "error: the script: line 2: unexpected NUL character, which the mariadb client rejects\n"
                + "fix: write it as '\\0'");
  }

  @Test
  void returnsStatementsThatTheClientSendsTogetherOneByOne() {
    assertThat(
            ScriptSplitter.split(
                "DELIMITER $$\n\nSELECT 1;\n SELECT 2;\nBEGIN NOT ATOMIC SELECT 3; END; SELECT 4$$\n"))
        .extracting(ScriptStatement::line, ScriptStatement::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, "SELECT 1"),
            org.assertj.core.groups.Tuple.tuple(4, "SELECT 2"),
            org.assertj.core.groups.Tuple.tuple(5, "BEGIN NOT ATOMIC SELECT 3; END"),
            org.assertj.core.groups.Tuple.tuple(5, "SELECT 4"));
  }

  @Test
  void skipsTheSandboxCommandOfADump() {
    List<ScriptStatement> statements =
        ScriptSplitter.split(
            "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump\n/*!40101 SET @a=1 */;\n");
    assertThat(statements)
        .extracting(ScriptStatement::kind, StatementSummary::summary)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(StatementKind.SESSION, "SET"));
    assertThat(statements("/*!999999\\- enable the sandbox mode */\nSELECT 1;"))
        .containsExactly("/*!999999 enable the sandbox mode */\nSELECT 1");
  }

  @Test
  void splitsPackagesAndSetStatementWithoutADelimiter() {
    String specification = "CREATE PACKAGE p PROCEDURE a(); FUNCTION f(x INT) RETURNS INT; END";
    String body =
        "CREATE OR REPLACE PACKAGE BODY p DECLARE v INT; "
            + "PROCEDURE a() BEGIN IF v THEN SELECT 1; END IF; END; "
            + "FUNCTION f(x INT) RETURNS INT RETURN CASE x WHEN 1 THEN 2 END; END";
    String set =
        "SET STATEMENT sql_mode='', max_statement_time=1 FOR CREATE PROCEDURE q() BEGIN SELECT 1; END";
    assertThat(statements(specification + ";\n" + body + ";\n" + set + ";\nSELECT 2;"))
        .containsExactly(specification, body, set, "SELECT 2");
  }

  @Test
  void appliesChangesOfSqlModeToLaterStatements() {
    assertThat(
            statements(
                """
                SELECT 'a\\';';
                SET @old = @@sql_mode, sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES');
                SELECT 'C:\\'; SELECT "C:\\";
                /*!40101 SET SQL_MODE=@OLD */;
                SELECT 'a\\';';
                SET sql_mode = ANSI;
                SELECT "a\\"; SELECT 'b\\';';
                SET sql_mode = DEFAULT;
                SELECT "a\\";";
                """))
        .contains(
            "SELECT 'a\\';'",
            "SELECT 'C:\\'",
            "SELECT \"C:\\\"",
            "SELECT \"a\\\"",
            "SELECT 'b\\';'",
            "SELECT \"a\\\";\"")
        .hasSize(11);
    assertThat(ScriptSplitter.split("SELECT 'C:\\'; SELECT 2", new SqlMode(false, true), ""))
        .hasSize(2);
  }

  @Test
  void ignoresLineEndingsAndAByteOrderMarkInTheChecksum() {
    String script = "CREATE TABLE t (\n  a INT -- x\n);\nSELECT 'é\n日';\n";
    assertThat(checksums("\uFEFF" + script.replace("\n", "\r\n")))
        .isEqualTo(checksums(script))
        .isNotEqualTo(checksums(script.replace("INT", "INTEGER")));
    assertThat(new ScriptStatement(1, 1, "a\rb\r\nc", READ).checksum())
        .isEqualTo(new ScriptStatement(2, 3, "\uFEFFa\nb\nc", READ).checksum());
  }

  private static final Classification READ = ClassificationBuilder.of(StatementKind.READ).build();

  private static List<String> checksums(String script) {
    return ScriptSplitter.split(script).stream()
        .map(statement -> java.util.HexFormat.of().formatHex(statement.checksum()))
        .toList();
  }

  private static List<String> statements(String script) {
    return ScriptSplitter.split(script).stream().map(ScriptStatement::text).toList();
  }
}
