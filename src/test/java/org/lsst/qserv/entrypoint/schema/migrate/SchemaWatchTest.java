// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;

/** Tests how an upgrade by another process is followed and stopped. */
final class SchemaWatchTest {
  @TempDir private Path directory;
  private final ScriptedServer server = new ScriptedServer();
  private final FakeTime time = new FakeTime();
  private final List<Progress> received = new ArrayList<>();

  private SchemaWatch watch() {
    return new SchemaWatch(TestTargets.in(directory), time);
  }

  private void follow() throws SQLException, InterruptedException {
    watch().follow(server.session(), received::add);
  }

  /** Scripts for each poll whether a session executes the run; after the last, it has finished. */
  private void polls(Boolean... isWorking) {
    Deque<Boolean> working = new ArrayDeque<>(Arrays.asList(isWorking));
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql")
        .answer(
            ScriptedJournal.UNFINISHED,
            _ -> working.isEmpty() ? List.of() : List.of(ScriptedJournal.run(1, 2, "s.sql")))
        .answer(
            " COMMAND, LEFT",
            _ -> working.remove() ? List.of(row(7, "boss", "host:1", 3, "Sleep", "")) : List.of());
  }

  @Test
  void withoutAnUpgradeThereIsNothingToFollow() throws SQLException, InterruptedException {
    polls();
    follow();
    assertThat(received).isEmpty();
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void progressIsReportedOnceASecondUntilTheUpgradeEnds()
      throws SQLException, InterruptedException {
    polls(true, true, true);
    follow();
    assertThat(received).hasSize(3).allMatch(progress -> progress.upgradingSession().isPresent());
    assertThat(time.sleeps()).isEqualTo(Collections.nCopies(3, Duration.ofSeconds(1)));
  }

  @Test
  void anUpgradeThatNoSessionExecutesForTwoPollsWasInterrupted() {
    polls(true, false, false, true);
    assertThatThrownBy(this::follow)
        .hasMessage(
            "error: meta on db.example:3306: an upgrade from 1 to 2 was interrupted, and no process"
                + " executes it\n"
                + "fix: run: entrypoint schema upgrade --module czar, which resumes it")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(received).hasSize(2);
  }

  @Test
  void anUpgradeThatAnotherProcessResumesIsFollowedFurther()
      throws SQLException, InterruptedException {
    polls(true, false, true, false, true);
    follow();
    assertThat(received).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0, false"})
  void aStopIsRequestedOfTheUnfinishedUpgrade(int changed, boolean asked) throws SQLException {
    server.answer(ScriptedJournal.TABLES, row(1)).answer("SET stop_requested = TRUE", row(changed));
    assertThat(watch().requestStop(server.session())).isEqualTo(asked);
    assertThat(server.changes()).singleElement().asString().endsWith(" [meta]");
  }

  @Test
  void withoutAJournalNothingIsStopped() throws SQLException {
    assertThat(watch().requestStop(server.session())).isFalse();
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void aServerThatCannotBeReachedIsAFailure() {
    SchemaTarget target = TestTargets.unreachable(directory);
    SchemaWatch watch = new SchemaWatch(target, time);
    assertThatThrownBy(() -> watch.follow(received::add))
        .hasMessageStartingWith(
            "error: watching the upgrade of meta: no connection to "
                + target.url().address()
                + " (")
        .isInstanceOf(Failure.class);
    assertThatThrownBy(watch::requestStop)
        .hasMessageStartingWith(
            "error: stopping the upgrade of meta: no connection to "
                + target.url().address()
                + " (")
        .isInstanceOf(Failure.class);
  }
}
