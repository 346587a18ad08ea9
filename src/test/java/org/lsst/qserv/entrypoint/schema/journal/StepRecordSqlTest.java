// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests that the SQL of records contains only integers and hexadecimal literals. */
final class StepRecordSqlTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final String CHECKSUM = "ab".repeat(32);

  private static final StepRecordSql STATEMENTS =
      new StepRecordSql(
          new MigrationRun(
              7,
              new VersionRange(new Version(1), new Version(2)),
              List.of(),
              3,
              false,
              false,
              NOW,
              "o"),
          "o'\\w");

  private static StepRecord record(StepState state, String summary, String fingerprints) {
    return new StepRecord(
        new StepKey(0, 5),
        new StepDescription("s.sql", 5, 12, summary),
        state,
        CHECKSUM,
        fingerprints,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void writesARecordWithoutAnyStringLiteral() {
    assertThat(STATEMENTS.upsert(record(StepState.DONE, "INSERT", ""), NOW))
        .isEqualTo(
            "REPLACE INTO qservSchemaJournal.migration_step VALUES (7,0,5,12,1,x'"
                + CHECKSUM
                + "',x'732e73716c',x'494e53455254',x'',1700000000123,1700000000123,NULL,NULL,"
                + "x'6f275c77')");
  }

  @Test
  void writesNoFinishTimeForARunningStatement() {
    assertThat(STATEMENTS.upsert(record(StepState.RUNNING, "A", "f"), NOW))
        .contains(",0,x'" + CHECKSUM, ",x'66',1700000000123,NULL,NULL,NULL,");
  }

  @Test
  void cutsLongTextsBetweenCharacters() {
    String statement = STATEMENTS.upsert(record(StepState.DONE, "é".repeat(900), ""), NOW);
    assertThat(statement).contains("x'" + "c3a9".repeat(500) + "'");
  }

  @Test
  void keepsFingerprintsOfManyObjectsWhole() {
    String fingerprints = "x".repeat(200_000);
    assertThat(STATEMENTS.upsert(record(StepState.RUNNING, "DROP", fingerprints), NOW))
        .contains("78".repeat(200_000));
  }

  @Test
  void completesARecordByItsKey() {
    assertThat(STATEMENTS.complete(new StepKey(1, 2), NOW))
        .isEqualTo(
            "UPDATE qservSchemaJournal.migration_step SET state=1,finished=1700000000123"
                + " WHERE run=7 AND script=1 AND statement=2");
  }
}
