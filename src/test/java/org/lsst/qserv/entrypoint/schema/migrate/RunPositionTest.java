// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;

/** Tests the position of a run for the records of its journal. */
final class RunPositionTest {
  private final InMemoryJournal journal = new InMemoryJournal();

  private static StepKey key(int script, int statement) {
    return new StepKey(script, statement);
  }

  private StepRecord write(int script, int statement, StepState state) {
    StepRecord record =
        new StepRecord(
            key(script, statement),
            new StepDescription("s.sql", statement, statement, "INSERT t"),
            state,
            "",
            "",
            Optional.empty(),
            Optional.empty());
    journal.write(InMemoryJournal.RUN, record);
    return record;
  }

  private RunPosition position() throws SQLException {
    return RunPosition.of(journal, InMemoryJournal.RUN);
  }

  @Test
  void aRunWithoutRecordsIsAtItsStart() throws SQLException {
    assertThat(position()).isEqualTo(RunPosition.START);
    assertThat(position().isStart()).isTrue();
    assertThat(position().includes(key(0, 1))).isFalse();
  }

  @Test
  void theStatementsUpToTheLastCompleteOneAreComplete() throws SQLException {
    write(0, 1, StepState.DONE);
    write(1, 2, StepState.SKIPPED);
    RunPosition position = position();
    assertThat(position.isStart()).isFalse();
    assertThat(position.completed()).isEqualTo(key(1, 2));
    assertThat(position.includes(key(0, 99))).isTrue();
    assertThat(position.includes(key(1, 2))).isTrue();
    assertThat(position.includes(key(1, 3))).isFalse();
  }

  @Test
  void aStatementThatWasStartedIsNotComplete() throws SQLException {
    write(0, 1, StepState.DONE);
    StepRecord running = write(0, 2, StepState.RUNNING);
    RunPosition position = position();
    assertThat(position.includes(key(0, 2))).isFalse();
    assertThat(position.running(key(0, 2))).contains(running);
    assertThat(position.running(key(0, 3))).isEmpty();
  }

  @Test
  void aFirstStatementThatWasStartedIsNotTheStart() throws SQLException {
    write(0, 1, StepState.RUNNING);
    assertThat(position().isStart()).isFalse();
  }

  @Test
  void aRunningRecordBeforeTheLastCompleteStatementWasRolledBack() throws SQLException {
    write(0, 1, StepState.RUNNING);
    write(0, 2, StepState.DONE);
    assertThat(position().running()).isEmpty();
  }
}
