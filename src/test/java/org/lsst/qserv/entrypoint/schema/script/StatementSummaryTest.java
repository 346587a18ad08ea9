// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that summaries of statements do not contain their values. */
final class StatementSummaryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "DROP INDEX IF EXISTS i ON t | DROP INDEX i ON t",
        "CREATE UNIQUE INDEX `i j` ON d.t (a) | CREATE INDEX i j ON d.t",
        "CREATE OR REPLACE INDEX index_1 ON QInfo (a) | CREATE INDEX index_1 ON QInfo",
        "create table if not exists QInfo (a INT) | CREATE TABLE QInfo",
        "/*!40101 DROP TABLE a, d.b */ | DROP TABLE a, TABLE d.b",
        "INSERT INTO d.t VALUES ('s3cret') | INSERT d.t",
        "SET PASSWORD FOR a = 's3cret' | SET",
        "CREATE USER a@b IDENTIFIED BY 's3cret' | CREATE USER a@b",
        "(SELECT 's3cret') | SELECT",
        "CREATE ROLE r | CREATE r"
      })
  void summarizesAStatementByItsVerbAndObjects(String statement, String summary) {
    assertThat(ScriptSplitter.split(statement))
        .singleElement()
        .extracting(StatementSummary::summary)
        .isEqualTo(summary);
  }
}
