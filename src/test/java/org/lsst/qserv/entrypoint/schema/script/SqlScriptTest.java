package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Where a statement begins and ends. */
final class SqlScriptTest {
  @Test
  void statementsHaveNumbersAndTheLinesInWhichTheyBegin() {
    assertThat(SqlScript.split("-- first\n\n  SELECT\n1 ; SELECT 2;;\n\n# x\nSELECT 3"))
        .extracting(SqlStatement::number, SqlStatement::line, SqlStatement::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 3, "SELECT\n1"),
            org.assertj.core.groups.Tuple.tuple(2, 4, "SELECT 2"),
            org.assertj.core.groups.Tuple.tuple(3, 7, "SELECT 3"));
  }

  @Test
  void anEmptyScriptHasNone() {
    assertThat(texts("")).isEmpty();
    assertThat(texts(" ;\n-- x\n/* y */;;\n# z")).isEmpty();
  }

  @Test
  void delimitersAndCommentsInTextsAndNamesAreText() {
    assertThat(
            texts(
                "SELECT 'a;b', \"c;-- d\", `e;/*f`, 'it''s;', 'a\\';b', \"\\\";\", `\\`;SELECT 2"))
        .containsExactly(
            "SELECT 'a;b', \"c;-- d\", `e;/*f`, 'it''s;', 'a\\';b', \"\\\";\", `\\`", "SELECT 2");
  }

  @Test
  void aTextMayGoOverLines() {
    assertThat(texts("SELECT 'a\n;\ndelimiter $$\n-- b';SELECT 2"))
        .containsExactly("SELECT 'a\n;\ndelimiter $$\n-- b'", "SELECT 2");
  }

  @Test
  void commentsAreLeftOutAndLinesStay() {
    assertThat(texts("/* a; */ SELECT/* b;\n */1 -- c;\n, 2 # d;\n--e;\n;--f;\nSELECT 5--6;"))
        .containsExactly("SELECT \n1 \n, 2 \n--e", "SELECT 5--6");
  }

  @Test
  void executableCommentsStay() {
    assertThat(texts("/*!40101 SET NAMES utf8 */;\nSELECT 1 /*M!100301 , ';' */ /* x */;"))
        .containsExactly("/*!40101 SET NAMES utf8 */", "SELECT 1 /*M!100301 , ';' */");
  }

  @Test
  void aDelimiterHoldsUntilItIsChanged() {
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
    assertThat(texts(script))
        .containsExactly("SELECT 1; SELECT 2", "SELECT 3", "SELECT 4", "SELECT 5");
  }

  @Test
  void backslashGEndsAStatement() {
    assertThat(texts("SELECT 1\\G\nSELECT \\N\\g SELECT '\\g'"))
        .containsExactly("SELECT 1", "SELECT \\N", "SELECT '\\g'");
  }

  @Test
  void useNeedsNoDelimiter() {
    assertThat(texts("use `a b`\nUSE c;\nSELECT 1;"))
        .containsExactly("use `a b`", "USE c", "SELECT 1");
  }

  @Test
  void windowsFilesAreAsOthers() {
    assertThat(texts("\uFEFFSELECT 'a\r\nb';\r\nDELIMITER //\r\nSELECT 2//\r\n"))
        .containsExactly("SELECT 'a\nb'", "SELECT 2");
  }

  @Test
  void anyLanguageIsText() {
    assertThat(texts("SELECT 'é;日本' AS größe, '\uD83D\uDE00';SELECT 2"))
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
  void aCommandOfTheClientIsAMistake(String command) {
    String shown = command.startsWith("\\") ? command.substring(0, 2) : command;
    assertThatThrownBy(() -> SqlScript.split("SELECT 1;\n  " + command + "\n", "a.sql"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "error: a.sql: line 2: '%s' is a command of the mariadb client, which a server cannot execute\nfix: %s"
                .formatted(
                    shown,
                    "remove it; of the client's commands only DELIMITER, USE, \\g and \\G are understood"));
  }

  @Test
  void insideAStatementTheClientsWordsAreWords() {
    assertThat(texts("SELECT a AS\nstatus\n, b AS\nsource\n;")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "`"})
  void aTextThatDoesNotEndIsAMistakeWhereItBegins(String quote) {
    assertThatThrownBy(() -> SqlScript.split("SELECT 1;\nSELECT\n " + quote + "a;\n"))
        .hasMessage(
            "error: the script: line 3: the text that begins with %s is not closed\nfix: write %s where it ends"
                .formatted(quote, quote));
  }

  @Test
  void aCommentThatDoesNotEndIsAMistakeWhereItBegins() {
    assertThatThrownBy(() -> SqlScript.split("SELECT 1;\n/* a\n b;\n"))
        .hasMessage(
            "error: the script: line 2: the comment that begins with /* is not closed\nfix: write */ where it ends");
    assertThatThrownBy(() -> SqlScript.split("SELECT 1\n/*!1 a\n b\n"))
        .hasMessage(
            "error: the script: line 2: the comment that begins with /*! is not closed\nfix: write */ where it ends");
  }

  @Test
  void aDelimiterNeedsAWord() {
    assertThatThrownBy(() -> SqlScript.split("DELIMITER\n"))
        .hasMessage(
            "error: the script: line 1: DELIMITER needs a word without a backslash\n"
                + "fix: write it as DELIMITER $$, and DELIMITER ; after the statement");
  }

  private static List<String> texts(String script) {
    return SqlScript.split(script).stream().map(SqlStatement::text).toList();
  }
}
