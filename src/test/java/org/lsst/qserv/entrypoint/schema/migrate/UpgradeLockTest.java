// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;

/** Tests how an upgrade waits for its locks, and detects that it has lost them. */
@ResourceLock("log")
final class UpgradeLockTest {
  private static final String TAKE = "^SELECT GET_LOCK";
  private static final String HOLDER = "information_schema.PROCESSLIST";
  private static final String HELD = "= CONNECTION_ID\\(\\)";
  private static final String JOE = "connection 7 of joe from host:1, idle for 3 s";

  private final ScriptedServer server = new ScriptedServer();
  private final FakeTime time = new FakeTime();
  private final UpgradeLock lock = new UpgradeLock(server.session(), "meta");

  private void heldByJoe() {
    server.answer(TAKE, row(0)).answer(HOLDER, row(7, "joe", "host:1", 3, "Sleep", ""));
  }

  @AfterEach
  void restoreLog() {
    LogSettings.use(System.err, time::now);
  }

  private void take(Duration timeout) throws SQLException, InterruptedException {
    time.pass(Duration.ofSeconds(100));
    lock.acquire(timeout, time, () -> false);
  }

  @Test
  void aFreeLockIsAcquiredImmediately() throws SQLException, InterruptedException {
    server.answer(TAKE, row(1));
    take(Duration.ZERO);
    assertThat(server.executed())
        .containsExactly(
            "SELECT GET_LOCK(?, 0) AND IS_FREE_LOCK(?)"
                + " [qserv-schema:meta, qserv-schema-script:meta]");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theLocksArePolledTwiceASecondUntilTheyAreFree() throws SQLException, InterruptedException {
    AtomicInteger polls = new AtomicInteger();
    server.answer(TAKE, _ -> List.of(row(polls.incrementAndGet() < 4 ? 0 : 1)));
    take(Duration.ofSeconds(2));
    assertThat(time.sleeps()).isEqualTo(Collections.nCopies(3, Duration.ofMillis(500)));
  }

  @Test
  void theWaitEndsAtItsDeadlineAndReportsTheHolder() {
    heldByJoe();
    assertThatThrownBy(() -> take(Duration.ofMillis(1200)))
        .hasMessage(
            "error: another upgrade of this schema is in progress: "
                + JOE
                + "\nfix: wait for it ('entrypoint schema watch' shows it), or raise"
                + " schema.lock-timeout")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(time.sleeps())
        .containsExactly(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(200));
  }

  @Test
  void thereIsOneLineEachTenSeconds() {
    heldByJoe();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    LogSettings.use(new PrintStream(log, true, StandardCharsets.UTF_8), time::now);
    LogSettings.use("INFO", "text");
    assertThatThrownBy(() -> take(Duration.ofSeconds(25))).isInstanceOf(Failure.class);
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("lock=qserv-schema:meta"))
        .hasSize(3)
        .first()
        .asString()
        .endsWith("lock=qserv-schema:meta held-by=\"" + JOE + "\" remainingMs=25000");
  }

  @Test
  void theTimeOfPollsCountsTowardTheTimeout() {
    heldByJoe();
    server.answer(
        TAKE,
        _ -> {
          time.pass(Duration.ofSeconds(4));
          return List.of(row(0));
        });
    assertThatThrownBy(() -> take(Duration.ofSeconds(5))).isInstanceOf(Failure.class);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void aHeldLockFailsImmediatelyWithoutATimeout() {
    server.answer(TAKE, row(0));
    assertThatThrownBy(() -> take(Duration.ZERO))
        .hasMessageStartingWith(
            "error: another upgrade of this schema is in progress: a session that has just ended");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aRequestedStopEndsTheWait() {
    heldByJoe();
    assertThatThrownBy(() -> lock.acquire(Duration.ofMinutes(1), time, () -> true))
        .hasMessage(
            "error: stopped as requested while waiting for the upgrade lock, held by "
                + JOE
                + "\nfix: run the same command again")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
  }

  @Test
  void aStatementThatADeadUpgradeLeftRunningIsDescribed() throws SQLException {
    server.answer(HOLDER, row(8, "ann", "host:2", 60, "Query", "copy to tmp table"));
    assertThat(lock.holder())
        .contains(
            "connection 8 of ann from host:2, executing a statement (copy to tmp table) for 60 s");
  }

  @Test
  void theScriptSessionIsDescribedBeforeTheControlSession() throws SQLException {
    heldByJoe();
    assertThat(lock.holder()).contains(JOE);
    assertThat(server.executed().getLast())
        .endsWith(" [qserv-schema-script:meta, qserv-schema:meta, qserv-schema-script:meta]");
  }

  @Test
  void aLockThatIsFreeHasNoHolder() throws SQLException {
    assertThat(lock.holder()).isEmpty();
  }

  @Test
  void anUpgradeThatHoldsBothLocksContinues() {
    server.answer(HELD, row(1));
    assertThatCode(() -> lock.requireHeld(42)).doesNotThrowAnyException();
    assertThat(server.executed().getLast())
        .endsWith(" [qserv-schema:meta, qserv-schema-script:meta, 42]");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"0", "NULL"},
      nullValues = "NULL")
  void anUpgradeThatHasLostALockStops(@Nullable String held) {
    server.answer(HELD, row(held));
    assertThatThrownBy(() -> lock.requireHeld(42))
        .hasMessage(
            "error: the upgrade lock qserv-schema:meta is no longer held by this upgrade\n"
                + "fix: run the same command again: it resumes where this one stopped")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
  }

  @Test
  void eachSchemaHasItsOwnLocksWhoseNamesTheServerAccepts() {
    List<String> names = new ArrayList<>();
    for (String database :
        List.of("a".repeat(44), "a".repeat(45), "a".repeat(64), "a".repeat(63) + "b")) {
      names.add(new UpgradeLock(server.session(), database).scriptLockName());
    }
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() <= 64);
    assertThat(names.getFirst()).isEqualTo("qserv-schema-script:" + "a".repeat(44));
    assertThat(names.get(1)).matches("qserv-schema-script:[0-9a-f]{32}");
  }
}
