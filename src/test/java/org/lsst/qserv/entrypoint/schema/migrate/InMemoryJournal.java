// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** A journal of one run in memory, which the control session writes. */
final class InMemoryJournal implements Journal {
  static final MigrationRun RUN =
      new MigrationRun(
          1,
          new VersionRange(new Version(1), new Version(2)),
          List.of("migrate-1-to-2.sql"),
          9,
          false,
          false,
          Instant.EPOCH,
          "test");

  private final TreeMap<StepKey, StepRecord> records = new TreeMap<>();
  private final TreeMap<Integer, String> lastInsertIds = new TreeMap<>();
  private boolean stopRequested;

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public void create() {}

  @Override
  public Optional<MigrationRun> unfinishedRun() {
    return Optional.of(RUN);
  }

  @Override
  public MigrationRun start(VersionRange versions, List<String> scripts, long statements) {
    return RUN;
  }

  @Override
  public void resume(MigrationRun run, long statements) {}

  @Override
  public void recordBackup(MigrationRun run) {}

  @Override
  public void abandon(MigrationRun run) {}

  @Override
  public void finish(MigrationRun run) {}

  @Override
  public boolean requestStop() {
    stopRequested = true;
    return true;
  }

  @Override
  public boolean isStopRequested(MigrationRun run) {
    return stopRequested;
  }

  @Override
  public Optional<StepRecord> lastCompleted(MigrationRun run) {
    return records.values().stream()
        .filter(record -> record.state().isComplete())
        .reduce((_, later) -> later);
  }

  @Override
  public List<StepRecord> runningAfter(MigrationRun run, StepKey key) {
    return records.tailMap(key, false).values().stream().filter(StepRecord::isIncomplete).toList();
  }

  @Override
  public Map<Integer, String> lastInsertIds(MigrationRun run, int script) {
    return Map.copyOf(lastInsertIds);
  }

  /** Stores the value of LAST_INSERT_ID() after a statement. */
  void keepLastInsertId(int statement, String value) {
    lastInsertIds.put(statement, value);
  }

  /** Returns the numbers of statements that were started and not completed. */
  List<Integer> running() {
    return records.values().stream()
        .filter(StepRecord::isIncomplete)
        .map(record -> record.key().statement())
        .toList();
  }

  @Override
  public Optional<StepRecord> lastFailed(MigrationRun run) {
    return records.values().stream()
        .filter(record -> record.error().isPresent())
        .reduce((_, later) -> later);
  }

  @Override
  public Optional<StepRecord> lastRecord(MigrationRun run) {
    return records.values().stream().reduce((_, later) -> later);
  }

  @Override
  public long countCompleted(MigrationRun run) {
    return records.values().stream().filter(record -> record.state().isComplete()).count();
  }

  @Override
  public List<StepRecord> recordsAfter(MigrationRun run, StepKey key, int limit) {
    return records.tailMap(key, false).values().stream().limit(limit).toList();
  }

  @Override
  public void write(MigrationRun run, StepRecord record) {
    records.put(record.key(), record);
  }

  @Override
  public void complete(MigrationRun run, StepKey key) {
    StepRecord old = records.get(key);
    if (old != null) {
      records.put(
          key,
          new StepRecord(
              key,
              old.description(),
              StepState.DONE,
              old.checksum(),
              old.fingerprints(),
              old.lastInsertId(),
              old.error()));
    }
  }
}
