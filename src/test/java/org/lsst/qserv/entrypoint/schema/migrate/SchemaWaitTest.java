// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests how a service waits for the version of its schema. */
@ResourceLock("log")
final class SchemaWaitTest {
  private static final String VERSION = "^SELECT value FROM `meta`.QMetadata";
  private static final DatabaseUrl URL = DatabaseUrl.parse("mysql://reader@db.example:3306/");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LATE =
      "error: module waiter on db.example:3306 did not reach version 2 within 60 s: ";
  private static final String UPGRADE =
      "\nfix: start the database in mode maintenance and run: entrypoint schema upgrade --module"
          + " waiter";

  @TempDir private Path directory;
  private final ScriptedServer server = new ScriptedServer();
  private final FakeTime time = new FakeTime();
  private final List<String> applied = new ArrayList<>();
  private final List<TaskProgress> progress = new ArrayList<>();

  private SchemaWait waiting(SessionOpener sessions) {
    time.pass(Duration.ofSeconds(100));
    return new SchemaWait("waiter", "meta", URL, new Version(2), time, sessions);
  }

  private void await(Duration timeout) throws InterruptedException {
    waiting(server::session)
        .await(
            timeout,
            (version, unfinished) -> applied.add(version + " " + unfinished),
            progress::add);
  }

  /** Returns the next version for each poll, and the last version for all further polls. */
  private void versions(Integer... versions) {
    Deque<Integer> next = new ArrayDeque<>(Arrays.asList(versions));
    server.answer(VERSION, _ -> List.of(row(next.size() > 1 ? next.remove() : next.element())));
  }

  @AfterEach
  void restoreLog() {
    LogSettings.use(System.err, time::now);
  }

  @Test
  void aSchemaThatHasItsVersionIsNotWaitedFor() throws InterruptedException {
    versions(2);
    await(Duration.ZERO);
    assertThat(time.sleeps()).isEmpty();
    assertThat(applied).isEmpty();
  }

  @Test
  void pausesDoubleUpToFiveSeconds() throws InterruptedException {
    versions(1, 1, 1, 1, 1, 1, 1, 2);
    await(MINUTE);
    assertThat(time.sleeps().stream().map(Duration::toMillis))
        .containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
  }

  @Test
  void aWaitWithoutAPolicyFinishesToo() throws InterruptedException {
    versions(1, 2);
    waiting(server::session).await(MINUTE);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void waitsForAnOutdatedSchemaUntilTheDeadline() {
    versions(1);
    assertThatThrownBy(() -> await(MINUTE))
        .hasMessage(LATE + "the schema has version 1" + UPGRADE)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(MINUTE);
  }

  @Test
  void theTimeOfPollsCountsTowardTheTimeout() {
    server.answer(
        VERSION,
        _ -> {
          time.pass(Duration.ofSeconds(40));
          return List.of(row("1"));
        });
    assertThatThrownBy(() -> await(MINUTE)).isInstanceOf(Failure.class);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void theTimeoutForAMissingSchemaSuggestsToInitializeIt() {
    server.refuse(VERSION, 1049, "42000", "Unknown database").answer("SUM\\(TABLE_NAME", row(0));
    assertThatThrownBy(() -> await(MINUTE))
        .hasMessage(
            LATE
                + "there is no schema yet in meta\n"
                + "fix: start the database in mode install, or set database.admin-url")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(applied).isNotEmpty().containsOnly("uninitialized false");
  }

  @Test
  void anUnfinishedUpgradeIsWaitedForAlthoughTheVersionIsReached() {
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql").answer(VERSION, row("2"));
    assertThatThrownBy(() -> await(MINUTE))
        .hasMessage(LATE + "an upgrade from 1 to 2 by host1 (pid 7) is unfinished" + UPGRADE);
    assertThat(applied).isNotEmpty().containsOnly("1 true");
  }

  @Test
  void thePolicyIsAppliedBeforeEachPause() throws InterruptedException {
    versions(0, 1, 2);
    await(MINUTE);
    assertThat(applied).containsExactly("0 false", "1 false");
  }

  @Test
  void aPolicyCanEndTheWait() {
    versions(1);
    Failure refusal = new Failure(ExitCode.CONFIGURATION, "not in this mode", "change it");
    assertThatThrownBy(() ->
            waiting(server::session)
                .await(
                    MINUTE,
                    (_, _) -> {
                      throw refusal;
                    },
                    progress::add))
        .isSameAs(refusal);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aNewerSchemaFailsImmediately() {
    versions(3);
    assertThatThrownBy(() -> await(MINUTE))
        .hasMessage(
            "error: module waiter: the schema has version 3, but this image expects version 2\n"
                + "fix: use the image that upgraded the schema, or a newer one; downgrades are not"
                + " supported")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
    assertThat(time.sleeps()).isEmpty();
  }

  private static SessionOpener fails(SQLException error) {
    return () -> {
      throw error;
    };
  }

  @Test
  void accessDeniedFailsImmediately() {
    SessionOpener denied = fails(new SQLException("Access denied", "28000", 1045));
    assertThatThrownBy(() -> waiting(denied).await(MINUTE))
        .hasMessageStartingWith("error: waiting for the schema of waiter: ")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.ACCESS_DENIED));
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void waitsForAnUnreachableServerUntilTheTimeout() {
    SessionOpener absent = fails(new SQLException("Connection refused", "08000"));
    assertThatThrownBy(
            () -> waiting(absent).await(MINUTE, (_, _) -> applied.add("applied"), progress::add))
        .hasMessage(
            LATE
                + "Connection refused\n"
                + "fix: start the database, or correct its URL in the settings")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE));
    assertThat(applied).isEmpty();
    assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(MINUTE);
  }

  @Test
  void aServerThatStartsInTimeIsPolled() throws InterruptedException {
    versions(2);
    Deque<SQLException> errors = new ArrayDeque<>(List.of(new SQLException("refused", "08000")));
    SessionOpener late =
        () -> {
          if (!errors.isEmpty()) {
            throw errors.remove();
          }
          return server.session();
        };
    waiting(late).await(MINUTE);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void retriesOtherErrorsOfTheServerUntilTheTimeout() {
    server.refuse(VERSION, 1205, "HY000", "Lock wait timeout exceeded");
    assertThatThrownBy(() -> await(MINUTE))
        .hasMessage(LATE + "error 1205: Lock wait timeout exceeded" + UPGRADE)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(applied).isEmpty();
  }

  @Test
  void theServerOfTheUrlIsPolled() {
    DatabaseUrl url = TestTargets.unreachableUrl(directory);
    SchemaWait wait = new SchemaWait("waiter", "meta", url, new Version(2), time);
    assertThatThrownBy(() -> wait.await(Duration.ofSeconds(1)))
        .hasMessageStartingWith(
            "error: module waiter on " + url.address() + " did not reach version 2 within 1 s: ")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE));
  }

  @Test
  void thereIsOneLineEachThirtySeconds() {
    versions(1);
    assertThat(linesOf(Duration.ofSeconds(100)))
        .hasSize(4)
        .first()
        .asString()
        .endsWith(
            "wait=schema module=waiter result=\"the schema has version 1\" remainingMs=100000");
  }

  @Test
  void aJournalThatCannotBeReadIsReportedOnce() {
    versions(1);
    server.refuse(ScriptedJournal.UNFINISHED, 1142, "42000", "SELECT command denied");
    assertThat(linesOf(Duration.ofSeconds(2)))
        .filteredOn(line -> line.contains("cannot read the journal"))
        .singleElement()
        .asString()
        .endsWith(
            "account reader cannot read the journal qservSchemaJournal, so an unfinished upgrade"
                + " would not be detected");
  }

  /** Returns the lines that a wait logs until its deadline. */
  private List<String> linesOf(Duration timeout) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    LogSettings.use(new PrintStream(log, true, StandardCharsets.UTF_8), time::now);
    LogSettings.use("INFO", "text");
    assertThatThrownBy(() -> await(timeout)).isInstanceOf(Failure.class);
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("waiter") || line.contains("reader"))
        .toList();
  }
}
