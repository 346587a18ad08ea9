// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** Tests the findings and facts of the checks of scripts. */
final class ScriptChecksTest {
  private static final String NAME = "migrate-1-to-2.sql";
  private static final int JOURNAL_BYTES = 8192;
  private static final ServerFacts SERVER = new ServerFacts(SqlMode.DEFAULT, true, 1 << 24);

  @TempDir private Path directory;
  private final ScriptedServer server = new ScriptedServer();
  private final List<String> visited = new ArrayList<>();

  /** Records the statements and the end of the scripts. */
  private final class Recorder implements ScriptChecks.Visitor {
    @Override
    public void visit(StepKey key, SourcedStatement sourced) {
      visited.add(key.script() + "." + key.statement() + " " + sourced.statement().text());
    }

    @Override
    public void finished() {
      visited.add("finished");
    }
  }

  private ScriptChecks read(Map<String, String> contents, ServerFacts facts, RunPosition position)
      throws SQLException {
    SchemaTarget target = TestTargets.in(directory, contents);
    List<Script> scripts =
        contents.keySet().stream()
            .sorted()
            .map(name -> target.scripts().find(name).orElseThrow())
            .toList();
    ScriptChecks checks =
        new ScriptChecks(
            target, facts, new ViewAndRoutineResolver(new SqlServerCatalog(server.session())));
    checks.read(scripts, position, new Recorder());
    return checks;
  }

  private ScriptChecks read(String text) throws SQLException {
    return read(Map.of(NAME, text), SERVER, RunPosition.START);
  }

  private static PreflightFinding refusal(String what, String fix) {
    return new PreflightFinding(Severity.ERROR, new Problem(ExitCode.BAD_DATA, what, fix));
  }

  private static PreflightFinding warning(String what, String fix) {
    return new PreflightFinding(Severity.WARNING, new Problem(ExitCode.CONFIGURATION, what, fix));
  }

  private String place(int line, String summary) {
    return directory.resolve(NAME) + ": line " + line + ": " + summary;
  }

  /** Returns the position after a statement of the first script. */
  private static RunPosition after(int statement) {
    return new RunPosition(
        Optional.of(
            new StepRecord(
                new StepKey(0, statement),
                new StepDescription(NAME, statement, statement, ""),
                StepState.DONE,
                "",
                "",
                Optional.empty(),
                Optional.empty())),
        List.of());
  }

  @Test
  void everyStatementIsVisitedInOrder() throws SQLException {
    Map<String, String> contents =
        Map.of(NAME, "SELECT 1;\nSELECT 2;", "migrate-2-to-3.sql", "SELECT 3;");
    ScriptChecks checks = read(contents, SERVER, after(1));
    assertThat(visited).containsExactly("0.1 SELECT 1", "0.2 SELECT 2", "1.1 SELECT 3", "finished");
    assertThat(checks.facts())
        .containsExactly(new ScriptFacts(2, false), new ScriptFacts(1, false));
    assertThat(checks.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t VALUES (LAST_INSERT_ID()); SELECT 1; | true",
        "SELECT 1; CALL p(); | true",
        "EXECUTE s; | true",
        "INSERT INTO t VALUES (1); | false"
      })
  void theLastInsertIdMayBeUsedByAStatementOrARoutine(String text, boolean used)
      throws SQLException {
    assertThat(read(text).facts()).extracting(ScriptFacts::usesLastInsertId).containsExactly(used);
  }

  @Test
  void aStatementThatCannotBeExecutedIsRefusedWithItsLocation() throws SQLException {
    assertThat(read("SELECT 1;\n\nSHUTDOWN;").findings())
        .containsExactly(refusal(place(3, "SHUTDOWN") + " shuts down the server", "remove it"));
  }

  @Test
  void aStatementThatIsRefusedIsNotCheckedFurther() throws SQLException {
    ServerFacts small = new ServerFacts(SqlMode.DEFAULT, true, 1);
    assertThat(read(Map.of(NAME, "SHUTDOWN;"), small, RunPosition.START).findings()).hasSize(1);
  }

  @Test
  void aCompleteStatementIsNotChecked() throws SQLException {
    Map<String, String> contents = Map.of(NAME, "SHUTDOWN;\nKILL 1;");
    assertThat(read(contents, SERVER, after(1)).findings())
        .containsExactly(
            refusal(place(2, "KILL") + " can end the connections of the upgrade", "remove it"));
  }

  @Test
  void aRoutineThatReleasesLocksIsRefused() throws SQLException {
    server.answer("^SELECT ROUTINE_SCHEMA", row("meta", "DO RELEASE_ALL_LOCKS()", ""));
    assertThat(read("CALL p();").findings())
        .contains(
            refusal(
                place(1, "CALL")
                    + " calls a routine that calls RELEASE_LOCK() or RELEASE_ALL_LOCKS(), which can"
                    + " release the lock of the upgrade",
                "remove the call; locks are released when the script ends"));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void aStatementMustFitIntoAPacketWithItsRecord(int missing, boolean fits) throws SQLException {
    String sql = "SELECT 'é'"; // eleven bytes
    ServerFacts facts = new ServerFacts(SqlMode.DEFAULT, true, JOURNAL_BYTES + 11L - missing);
    ScriptChecks checks = read(Map.of(NAME, sql), facts, RunPosition.START);
    if (fits) {
      assertThat(checks.findings()).isEmpty();
      return;
    }
    assertThat(checks.findings())
        .containsExactly(
            refusal(
                place(1, "SELECT")
                    + " has 8203 bytes with its record, more than max_allowed_packet of the server"
                    + " (8202)",
                "raise max_allowed_packet of the server, or split the statement"));
  }

  @Test
  void aPlaceholderInAScriptThatIsNotATemplateIsReportedOnce() throws SQLException {
    assertThat(read("SELECT 1;\nSELECT '{{ a }}';\nSELECT '{{b}}';").findings())
        .containsExactly(
            warning(
                place(2, "SELECT") + " contains {{ … }}, which is sent to the server unchanged",
                "name the file " + NAME + ".jinja to have it rendered"));
  }

  @Test
  void aPlaceholderOfARenderedTemplateIsNotReported() throws SQLException {
    Map<String, String> contents = Map.of(NAME + ".jinja", "SELECT '{{ \"{{ a\" }}';");
    assertThat(read(contents, SERVER, RunPosition.START).findings()).isEmpty();
    assertThat(visited).containsExactly("0.1 SELECT '{{ a'", "finished");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | START TRANSACTION; SELECT 1; | true",
        "true | START TRANSACTION; SELECT 1; COMMIT; | false",
        "true | SET autocommit = 0; INSERT INTO t VALUES (1); SELECT 1; | true",
        "true | INSERT INTO t VALUES (1); SELECT 1; | false",
        "false | INSERT INTO t VALUES (1); SELECT 1; | true"
      })
  void aTransactionThatIsNeverCommittedIsReported(boolean autocommit, String text, boolean open)
      throws SQLException {
    ServerFacts facts = new ServerFacts(SqlMode.DEFAULT, autocommit, 1 << 24);
    List<PreflightFinding> findings =
        read(Map.of(NAME, text.replace("; ", ";\n")), facts, RunPosition.START).findings();
    int last = (int) text.chars().filter(c -> c == ';').count();
    PreflightFinding expected =
        warning(
            place(last, "SELECT")
                + " is in a transaction that is never committed: it is rolled back at the end of"
                + " the script",
            "add COMMIT");
    assertThat(findings).isEqualTo(open ? List.of(expected) : List.of());
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "21, 21", "25, 21"})
  void twentyProblemsAreListedAndTheRestIsCounted(int problems, int findings) throws SQLException {
    List<PreflightFinding> found = read("SHUTDOWN;\n".repeat(problems)).findings();
    assertThat(found).hasSize(findings);
    assertThat(found.getLast())
        .isEqualTo(
            problems > 20
                ? refusal(
                    (problems - 20) + " more problems are not listed",
                    "fix the listed problems and run the command again")
                : refusal(place(20, "SHUTDOWN") + " shuts down the server", "remove it"));
  }

  @Test
  void whatCannotBeRolledBackIsReportedTogether() throws SQLException {
    server.answer(
        "^SELECT TABLE_TYPE",
        names -> List.of(row("BASE TABLE", "t".equals(names.get(1)) ? "InnoDB" : "MyISAM", "")));
    assertThat(
            read("INSERT INTO t VALUES (1);\nINSERT INTO v VALUES (1);\nUPDATE u SET a = 1;")
                .findings())
        .containsExactly(
            warning(
                "changes to these objects cannot be rolled back: meta.u, meta.v; if the upgrade is"
                    + " interrupted there, --resume is required",
                "use InnoDB for the tables, or ignore this warning"));
  }

  @Test
  void accountsThatAreDroppedAreReported() throws SQLException {
    assertThat(read("DROP USER a@b;\nCREATE USER c@d;\nDROP USER e@f;").findings())
        .containsExactly(
            warning(
                "the scripts drop accounts: a@b, e@f",
                "run 'entrypoint init --module czar' afterwards to recreate those that are"
                    + " still needed"));
  }

  @Test
  void theTablesThatAreAlteredHaveTheirDatabase() throws SQLException {
    ScriptChecks checks =
        read(
            "ALTER TABLE a ADD i INT; ALTER TABLE e.b ADD i INT; CREATE TABLE c (i INT);"
                + " ALTER DATABASE e COMMENT 'x';");
    assertThat(checks.altered())
        .containsExactly(new ObjectName("meta", "a"), new ObjectName("e", "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE DATABASE meta; SELECT 1; | true",
        "CREATE DATABASE e; | false",
        "CREATE TABLE meta (i INT); | false"
      })
  void aScriptMayCreateTheDatabaseOfTheSchema(String text, boolean creates) throws SQLException {
    assertThat(read(text).createsDatabase()).isEqualTo(creates);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"SET ROLE r; SELECT 1; | true", "SELECT 1; | false"})
  void aScriptMayChangeItsRole(String text, boolean changes) throws SQLException {
    assertThat(read(text).changesRole()).isEqualTo(changes);
  }

  @Test
  void privilegesAreRequiredForAllStatementsThatAreNotComplete() throws SQLException {
    Map<String, String> contents =
        Map.of(NAME, "DROP TABLE a; CREATE TABLE a (i INT); CREATE USER a@b;");
    assertThat(read(contents, SERVER, after(1)).requiredPrivileges())
        .containsExactly(
            new RequiredPrivilege("CREATE", "meta"), new RequiredPrivilege("CREATE USER", ""));
  }
}
