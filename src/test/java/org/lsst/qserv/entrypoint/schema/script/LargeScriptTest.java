// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;

/** Tests that large scripts are read piece by piece. */
final class LargeScriptTest {
  private static final int MEGABYTE = 1 << 20;

  /** Repeats a string without storing the result. */
  private static final class Repeated extends Reader {
    private final String text;
    private long left;
    private int at;

    Repeated(String text, long times) {
      this.text = text;
      this.left = times * text.length();
    }

    @Override
    public int read(char[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int size = (int) Math.min(Math.min(length, left), text.length() - at);
      text.getChars(at, at + size, target, offset);
      at = (at + size) % text.length();
      left -= size;
      return size;
    }

    @Override
    public void close() {}
  }

  @Test
  void readsManyMegabytesStatementByStatement() {
    int megabytes = Sample.times(20, 200);
    String row = "(1,'abc',-1.5,NULL,NOW()),";
    String statement =
        "INSERT INTO t VALUES " + row.repeat(MEGABYTE / row.length()) + "(2,'d',0,1,NOW())";
    try (StatementReader reader =
        ScriptParser.open(new Repeated(statement + ";\n", megabytes), "big.sql", SqlMode.DEFAULT)) {
      int count = 0;
      Optional<ScriptStatement> next = reader.next();
      while (next.isPresent()) {
        assertThat(next.get().text().equals(statement)).isTrue();
        assertThat(next.get().line()).isEqualTo(++count);
        next = reader.next();
      }
      assertThat(count).isEqualTo(megabytes);
    }
  }

  @Test
  void readsAStatementOf8Megabytes() {
    String statement = "SELECT '" + "x日".repeat(2 * MEGABYTE - 10) + "'";
    assertThat(ScriptSplitter.split(statement + ";"))
        .singleElement()
        .satisfies(only -> assertThat(only.text().equals(statement)).isTrue());
  }

  @Test
  void rejectsALargerStatementAndReportsTheHeapThatItNeeds() {
    assertThat(ScriptParser.maxStatementBytes())
        .isGreaterThanOrEqualTo(ScriptParser.MAX_STATEMENT_BYTES);
    long limit = ScriptParser.MAX_STATEMENT_BYTES;
    Reader text = new Repeated("\nSELECT 1,\n\n2,\n", limit / 15 + 1);
    try (StatementReader reader = ScriptParser.open(text, "big.sql", SqlMode.DEFAULT, "", limit)) {
      assertThatThrownBy(reader::next)
          .hasMessage(
              "error: big.sql: line 2: the statement is larger than "
                  + (limit >> 20)
                  + " MB, the limit for the current heap size\n"
                  + "fix: split the statement, or set the heap of the launcher to at least 8 times"
                  + " its size: ENTRYPOINT_JAVA_OPTIONS=-Xmx256m");
    }
  }

  @Test
  void keepsTheNumberOfTokensSmallForManyRows() {
    String rows = "(1, 'a', NULL, -1.5, x'00', _utf8'b', NOW()), ".repeat(80_000);
    assertThat(tokens("INSERT INTO t VALUES " + rows + "(1)")).hasSizeLessThan(40);
    assertThat(tokens("SELECT 1 WHERE a IN (" + "1, 'b', ".repeat(80_000) + "3)"))
        .hasSizeLessThan(12);
    assertThat(tokens("SET @x = '" + "x".repeat(MEGABYTE) + "'"))
        .last()
        .isEqualTo(new Token(Token.Type.LONG_STRING, ""));
  }

  private static List<Token> tokens(String sql) {
    return ScriptSession.tokens(sql, SqlMode.DEFAULT);
  }
}
