// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/** Tests which later statements use session state that was lost with its session. */
final class LostSessionStateTest {
  private static SourcedStatement sourced(ScriptStatement statement) {
    return new SourcedStatement("s.sql", statement, Optional.of(statement), false);
  }

  /** Returns the number of the statement whose values are lost and used; 0 for none. */
  private static int usedBy(String completed, String later) {
    LostSessionState lost = new LostSessionState();
    List<ScriptStatement> statements = ScriptSplitter.split(completed);
    statements.forEach(
        statement -> lost.completed(sourced(statement), statement.number() == statements.size()));
    return lost.usedBy(ScriptSplitter.split(later).getFirst())
        .map(found -> found.statement().number())
        .orElse(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT MAX(i) INTO @a FROM t | INSERT INTO t VALUES (@a) | 0",
        "SET @a = 1                                     | INSERT INTO t VALUES (@a)       | 0",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | INSERT INTO t VALUES (@a)       | 1",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | INSERT INTO t VALUES (@`a`)     | 1",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | INSERT INTO t VALUES (@a1)      | 0",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | INSERT INTO t VALUES ('a')      | 0",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | EXECUTE s                       | 1",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | CALL p()                        | 1",
        "SELECT MAX(i) INTO @a FROM t; SELECT 1 | ROLLBACK                        | 0",
        "SELECT 1; SELECT MAX(i) INTO @a FROM t; SET @b = @a | INSERT INTO t VALUES (@b)  | 3",
        "SELECT MAX(i) INTO @a FROM t; SET @b = 1       | INSERT INTO t VALUES (@b)       | 0",
        "SELECT MAX(i) INTO @a FROM t; SET lock_wait_timeout = @a; SELECT 1 | INSERT INTO t VALUES (1) | 2",
        "CREATE TEMPORARY TABLE x (a INT)               | INSERT INTO t SELECT a FROM x   | 0",
        "CREATE TEMPORARY TABLE x (a INT); ROLLBACK     | INSERT INTO t SELECT a FROM x   | 2",
        "CREATE TEMPORARY TABLE x (a INT); ROLLBACK     | INSERT INTO t SELECT a FROM `X` | 2",
        "CREATE TEMPORARY TABLE x (a INT); ROLLBACK     | INSERT INTO t SELECT a FROM xx  | 0",
        "CREATE TEMPORARY TABLE x (a INT); ROLLBACK     | DROP TEMPORARY TABLE x          | 0",
        "CREATE TEMPORARY TABLE IF NOT EXISTS d.x (a INT); COMMIT | INSERT INTO t SELECT a FROM x | 0",
        "ROLLBACK                                       | INSERT INTO t SELECT a FROM x   | 0",
        "SET rand_seed1 = 1; INSERT INTO t VALUES (RAND()); SELECT 1"
            + " | INSERT INTO t VALUES (RAND()) | 2",
        "SET rand_seed2 = 1; SELECT 1; INSERT INTO t VALUES (rand()); SELECT 1"
            + " | INSERT INTO t VALUES (RAND()) | 3",
        "INSERT INTO t VALUES (RAND())                  | INSERT INTO t VALUES (RAND())   | 0",
        "SET rand_seed1 = 1; INSERT INTO t VALUES (1)   | INSERT INTO t VALUES (RAND())   | 0",
        "CALL p()                                       | INSERT INTO t VALUES (@any)     | 1",
        "INSERT INTO t VALUES (f(1))                    | INSERT INTO t VALUES (@any)     | 1",
        "CALL p()                                       | INSERT INTO t VALUES (1)        | 0",
        "INSERT INTO t VALUES (1)                       | INSERT INTO t VALUES (@any)     | 0",
      })
  void aLaterStatementUsesWhatIsLost(String completed, String later, int number) {
    assertThat(usedBy(completed, later)).isEqualTo(number);
  }
}
