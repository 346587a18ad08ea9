// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the classification of the bodies of stored routines. */
final class RoutineBodyClassifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "RETURN a + 1 | READ",
        "RETURN REPLACE(a, 'b', INSERT('abc', 1, 2, 'd')) | READ",
        "RETURN (SELECT d.f(a) FROM t) | READ calls d.f",
        "INSERT INTO d.t (a) VALUES (1) | DATA writes d.t",
        "BEGIN IF a THEN UPDATE t SET b = 1; ELSE DELETE FROM u; END IF; END | DATA writes t,u",
        "BEGIN DECLARE EXIT HANDLER FOR NOT FOUND REPLACE t SELECT 1; END | DATA writes t",
        "BEGIN DELETE a FROM a JOIN x.b AS c ON a.i = c.i; CALL d.p(1); END | DATA writes a,x.b calls d.p",
        "BEGIN SELECT a FROM t FOR UPDATE; INSERT t VALUES (1) ON DUPLICATE KEY UPDATE a = 2; END | DATA writes t",
        "BEGIN TRUNCATE TABLE t; END | OPAQUE writes t",
        "BEGIN PREPARE s FROM @a; EXECUTE s; END | OPAQUE",
        "BEGIN START TRANSACTION; COMMIT; END | OPAQUE",
        "BEGIN ROLLBACK TO a; SELECT t.commit FROM t; END | READ",
        "BEGIN SET GLOBAL x = 1; END | OPAQUE",
        "BEGIN SET autocommit = 0; END | OPAQUE",
        "BEGIN CREATE TABLE t (a INT); END | OPAQUE",
        "BEGIN CREATE TEMPORARY TABLE t (a INT); END | READ LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA",
        "BEGIN SET @x = 1; END | READ LEAVES_SESSION_STATE SESSION_STATE_DEPENDS_ON_DATA",
        "BEGIN GET DIAGNOSTICS n = ROW_COUNT; END | READ READS_DIAGNOSTICS",
        "RETURN NEXTVAL(s) | OPAQUE USES_SEQUENCE",
        "BEGIN DO RELEASE_ALL_LOCKS(); END | REFUSED RELEASES_LOCK",
        "SET NEW.a = 1 | READ",
        "/* DROP TABLE t; */ RETURN 1 -- COMMIT | READ"
      })
  void classifiesABodyAsIfAllItsStatementsWereExecuted(String body, String expected) {
    Classification classification = RoutineBodyClassifier.classify(body, SqlMode.DEFAULT);
    assertThat(StatementClassifierTest.shown(new ScriptStatement(1, 1, body, classification)))
        .isEqualTo(expected);
  }
}
