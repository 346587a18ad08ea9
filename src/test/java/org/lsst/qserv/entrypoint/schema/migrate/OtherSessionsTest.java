// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Row;

/** Tests which sessions of other programs count as users of a schema. */
final class OtherSessionsTest {
  private static final String PROCESSES = "FROM information_schema.PROCESSLIST";
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final ScriptedServer server = new ScriptedServer();
  private final FakeTime time = new FakeTime();

  private static Row session(long id, String user) {
    return row(id, user, "10.0.0.1:4711", "lsst", "Query", 12, false, 12_000.5, false);
  }

  private static Row own(long id) {
    return row(id, "boss", "localhost", "", "Sleep", 0, true, 10.0, true);
  }

  private static Row idle(String user, double milliseconds) {
    return row(9, user, "localhost", "", "Sleep", 1, false, milliseconds, true);
  }

  /** Returns the next list of sessions for each poll, and the last list for all further polls. */
  private void polls(List<List<Row>> answers) {
    Deque<List<Row>> next = new ArrayDeque<>(answers);
    server.answer(PROCESSES, _ -> next.size() > 1 ? next.remove() : next.element());
  }

  private void everyPollFinds(Row... sessions) {
    polls(List.of(Arrays.asList(sessions)));
  }

  private List<String> find(Bystanders bystanders) throws SQLException, InterruptedException {
    time.pass(Duration.ofSeconds(100));
    return new OtherSessions(server.session(), bystanders, time).find();
  }

  private List<String> find() throws SQLException, InterruptedException {
    return find(Bystanders.NONE);
  }

  private long polls() {
    return server.executed().stream().filter(sql -> sql.contains(PROCESSES)).count();
  }

  @Test
  void aServerWithoutOtherSessionsIsPolledOnce() throws SQLException, InterruptedException {
    everyPollFinds();
    assertThat(find()).isEmpty();
    assertThat(polls()).isEqualTo(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aSessionThatEachOfFivePollsFindsIsDescribed() throws SQLException, InterruptedException {
    everyPollFinds(session(7, "joe"));
    assertThat(find())
        .containsExactly("connection 7 of joe from 10.0.0.1:4711 in lsst (Query, 12 s)");
    assertThat(polls()).isEqualTo(5);
    assertThat(time.sleeps()).containsExactly(INTERVAL, INTERVAL, INTERVAL, INTERVAL);
  }

  @Test
  void aSessionWithoutADatabaseIsDescribedWithoutOne() throws SQLException, InterruptedException {
    everyPollFinds(idle("ann", 1_000));
    assertThat(find()).containsExactly("connection 9 of ann from localhost (Sleep, 1 s)");
  }

  @Test
  void allSessionsAreDescribedInTheOrderOfTheServer() throws SQLException, InterruptedException {
    everyPollFinds(session(8, "ann"), session(3, "joe"));
    assertThat(find())
        .containsExactly(
            "connection 8 of ann from 10.0.0.1:4711 in lsst (Query, 12 s)",
            "connection 3 of joe from 10.0.0.1:4711 in lsst (Query, 12 s)");
  }

  @Test
  void sessionsOfTheEntryPointAreExcludedByTheirLock() throws SQLException, InterruptedException {
    everyPollFinds();
    find();
    assertThat(server.executed().getLast()).endsWith(" [qserv-schema-session:]");
  }

  @Test
  void aProbeThatDisconnectsDoesNotCount() throws SQLException, InterruptedException {
    polls(List.of(List.of(session(7, "probe")), List.of(session(8, "probe")), List.of()));
    assertThat(find()).isEmpty();
    assertThat(time.sleeps()).containsExactly(INTERVAL, INTERVAL);
  }

  @Test
  void aProgramThatReconnectsAllTheTimeCounts() throws SQLException, InterruptedException {
    polls(
        List.of(
            List.of(session(7, "joe")),
            List.of(session(8, "joe")),
            List.of(session(9, "joe")),
            List.of(session(10, "joe")),
            List.of(session(11, "joe"))));
    assertThat(find()).singleElement().asString().startsWith("connection 11 of joe ");
  }

  @Test
  void aRemainingSessionOfTheSameAccountBlocksTheUpgrade()
      throws SQLException, InterruptedException {
    everyPollFinds(own(7));
    assertThat(find()).containsExactly("connection 7 of boss from localhost (Sleep, 0 s)");
  }

  @Test
  void aSessionOfTheSameAccountThatIsReplacedDoesNotCount()
      throws SQLException, InterruptedException {
    polls(List.of(List.of(own(7)), List.of(own(8))));
    assertThat(find()).isEmpty();
    assertThat(time.sleeps()).as("no poll after the first one was gone").containsExactly(INTERVAL);
  }

  @Test
  void aLauncherThatNeedsSecondsToLockItsSessionDoesNotCount()
      throws SQLException, InterruptedException {
    List<List<Row>> answers = new ArrayList<>(Collections.nCopies(20, List.of(own(7))));
    answers.add(List.of());
    polls(answers);
    assertThat(find()).isEmpty();
    assertThat(polls()).isEqualTo(21);
  }

  @Test
  void aSessionOfTheSameAccountIsWatchedFor15Seconds() throws SQLException, InterruptedException {
    everyPollFinds(own(7));
    assertThat(find()).hasSize(1);
    assertThat(time.sleeps()).hasSize(75);
  }

  @Test
  void aSessionOfTheSameAccountThatHasBeenIdleForLongIsNoLauncherThatStarts()
      throws SQLException, InterruptedException {
    everyPollFinds(row(7, "boss", "localhost", "", "Sleep", 15, true, 15_000.0, true));
    assertThat(find()).hasSize(1);
    assertThat(polls()).isEqualTo(5);
  }

  @Test
  void launchersThatStartAreNotAwaitedIfAnotherSessionBlocksTheUpgrade()
      throws SQLException, InterruptedException {
    everyPollFinds(own(7), session(8, "joe"));
    assertThat(find()).hasSize(2);
    assertThat(polls()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system user", "event_scheduler", "unauthenticated user", "exporter"})
  void theServersOwnThreadsAndPermanentBystandersDoNotCount(String user)
      throws SQLException, InterruptedException {
    everyPollFinds(session(7, user));
    assertThat(find(new Bystanders(Set.of("exporter"), Set.of()))).isEmpty();
    assertThat(polls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"800.9, true", "799.9, false"})
  void aBystanderThatWasIdleDuringAllPollsDoesNotCount(double milliseconds, boolean ignored)
      throws SQLException, InterruptedException {
    everyPollFinds(idle("pool", milliseconds));
    assertThat(find(new Bystanders(Set.of(), Set.of("pool"))).isEmpty()).isEqualTo(ignored);
  }

  @Test
  void aBystanderThatExecutesAStatementCounts() throws SQLException, InterruptedException {
    everyPollFinds(session(7, "pool"));
    assertThat(find(new Bystanders(Set.of(), Set.of("pool")))).hasSize(1);
  }

  @Test
  void anIdleSessionOfAnotherAccountCounts() throws SQLException, InterruptedException {
    everyPollFinds(idle("joe", 3_600_000));
    assertThat(find(new Bystanders(Set.of(), Set.of("pool")))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT PROCESS ON *.* TO `boss`@`%`, true",
    "GRANT ALL PRIVILEGES ON *.* TO `boss`@`%`, true",
    "GRANT SELECT ON *.* TO `boss`@`%`, false"
  })
  void othersAreVisibleWithTheProcessPrivilege(String grant, boolean visible) throws SQLException {
    server.answer("SHOW GRANTS", row(grant));
    assertThat(new OtherSessions(server.session(), Bystanders.NONE, time).areVisible())
        .isEqualTo(visible);
  }
}
