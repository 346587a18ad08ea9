// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/** Tests that a new session gets the state that the completed statements of a script created. */
final class SessionReplayTest {
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int LOST_CONNECTION = 2013;

  private final List<String> executed = new ArrayList<>();
  private final Set<String> failing = new HashSet<>();
  private int code = UNKNOWN_DATABASE;

  private final ScriptConnection session =
      new ScriptConnection() {
        @Override
        public PacketResult execute(StatementPacket packet) throws SQLException {
          executed.add(packet.statement());
          if (failing.contains(packet.statement())) {
            throw new SQLException("no", code == LOST_CONNECTION ? "08S01" : "42000", code);
          }
          return new PacketResult(0, List.of());
        }

        @Override
        public String currentDatabase() {
          return "d";
        }

        @Override
        public boolean isInTransaction() {
          return false;
        }

        @Override
        public boolean isAutocommit() {
          return true;
        }

        @Override
        public void close() {}
      };

  private void replay(Map<Integer, String> lastInsertIds, String script)
      throws SQLException, StepFailedException {
    Resumption resumption = new Resumption("d on server", ResumeChoice.UNDECIDED, _ -> Map.of());
    SessionReplay replay = new SessionReplay(session, resumption, lastInsertIds);
    List<ScriptStatement> statements = ScriptSplitter.split(script);
    for (ScriptStatement statement : statements) {
      replay.completed(
          new StepKey(0, statement.number()),
          new SourcedStatement("migrate-1-to-2.sql", statement, Optional.of(statement), false),
          statement.number() == statements.size());
    }
    replay.finish();
  }

  @Test
  void onlyStatementsOfTheSessionAreExecutedAgain() throws Exception {
    replay(Map.of(), "SET sql_mode = ''; INSERT INTO t VALUES (1); USE d; CREATE TABLE u (a INT);");
    assertThat(executed).containsExactly("SET sql_mode = ''", "USE d");
  }

  @Test
  void aVariableGetsTheGeneratedValueThatItHad() throws Exception {
    replay(
        Map.of(1, "7", 3, "18446744073709551615"),
        "INSERT INTO t () VALUES (); SET @a = LAST_INSERT_ID(); INSERT INTO t () VALUES ();"
            + " SET @b = LAST_INSERT_ID(); SET @c = 1;");
    assertThat(executed)
        .containsExactly(
            "SET last_insert_id = 7",
            "SET @a = LAST_INSERT_ID()",
            "SET last_insert_id = 18446744073709551615",
            "SET @b = LAST_INSERT_ID()",
            "SET @c = 1");
  }

  @Test
  void theLastGeneratedValueIsAvailableToTheNextStatement() throws Exception {
    replay(Map.of(2, "8"), "SET @a = 1; INSERT INTO t () VALUES ();");
    assertThat(executed).containsExactly("SET @a = 1", "SET last_insert_id = 8");
  }

  @Test
  void aStatementThatMayChangeDataIsNeverExecutedAgain() throws Exception {
    replay(Map.of(), "SET @a = f(1); SET @b = LASTVAL(s);");
    assertThat(executed).isEmpty();
  }

  @Test
  void aFailedUseOrSetRoleIsIgnoredIfALaterOneSucceeds() throws Exception {
    failing.addAll(Set.of("USE gone", "SET ROLE gone"));
    replay(Map.of(), "USE gone; SET ROLE gone; USE d; SET ROLE NONE;");
    assertThat(executed).containsExactly("USE gone", "SET ROLE gone", "USE d", "SET ROLE NONE");
  }

  @Test
  void aFailedUseOrSetRoleRequiresAChoiceIfNoLaterOneSucceeds() {
    failing.add("USE gone");
    assertThatThrownBy(() -> replay(Map.of(), "USE d; USE gone; SET ROLE NONE;"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("statement 2")
        .hasMessageContaining("cannot be executed again: error 1049");
  }

  @Test
  void anotherFailedStatementRequiresAChoiceImmediately() {
    failing.add("SET @a = 1");
    assertThatThrownBy(() -> replay(Map.of(), "SET @a = 1; SET @b = 2;"))
        .isInstanceOf(Failure.class);
    assertThat(executed).containsExactly("SET @a = 1");
  }

  @Test
  void aLostConnectionFailsTheReplay() {
    code = LOST_CONNECTION;
    failing.add("USE d");
    assertThatThrownBy(() -> replay(Map.of(), "USE d;")).isInstanceOf(StepFailedException.class);
  }
}
