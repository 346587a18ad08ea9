// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Row;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;

/** Tests which privileges an account lacks according to its grants. */
final class PrivilegeCheckTest {
  private static final String JOURNAL =
      "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON `qservSchemaJournal`.* TO `boss`@`%`";

  private final ScriptedServer server =
      new ScriptedServer().answer("CURRENT_USER", row("boss@%", 0));

  private PrivilegeCheck of(String... grants) throws SQLException {
    server.answer(
        "^SHOW GRANTS", Arrays.stream(grants).map(ScriptedServer::row).toArray(Row[]::new));
    return PrivilegeCheck.of(server.session());
  }

  private boolean covers(String grant, String privilege, String database) throws SQLException {
    return of(JOURNAL, grant).check(List.of(new RequiredPrivilege(privilege, database))).isEmpty();
  }

  private static PreflightFinding refusal(String account, String statements) {
    return new PreflightFinding(
        Severity.ERROR,
        new Problem(
            ExitCode.ACCESS_DENIED,
            "account " + account + " lacks privileges that the upgrade needs",
            "execute as an administrator: "
                + statements
                + "; or set database.admin-url to the URL of an administrator"));
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT ALL PRIVILEGES ON *.* TO `boss`@`%` WITH GRANT OPTION, true",
    "'GRANT SELECT, CREATE, DROP ON *.* TO `boss`@`%`', true",
    "'GRANT CREATE,SELECT ON *.* TO `boss`@`%`', true",
    "GRANT ALL PRIVILEGES ON `meta`.* TO `boss`@`%`, true",
    "'GRANT DROP, CREATE ON `meta`.* TO `boss`@`%`', true",
    "GRANT USAGE ON *.* TO `boss`@`%` IDENTIFIED BY PASSWORD '*0', false",
    "GRANT CREATE VIEW ON *.* TO `boss`@`%`, false",
    "GRANT SELECT ON `meta`.* TO `boss`@`%`, false",
    "GRANT ALL PRIVILEGES ON `other`.* TO `boss`@`%`, false",
    "GRANT `admins` TO `boss`@`%`, false",
    "SET DEFAULT ROLE `admins` FOR `boss`@`%`, false"
  })
  void aGrantCoversAPrivilegeOnItsDatabaseOrOnAll(String grant, boolean covered)
      throws SQLException {
    assertThat(covers(grant, "CREATE", "meta")).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "`qserv%`, qservMeta, true",
    "`qserv%`, qserv, true",
    "`qserv%`, other_qserv, false",
    "`qserv_meta`, qservXmeta, true",
    "`qserv_meta`, qservmeta, false",
    "`qserv\\_meta`, qserv_meta, true",
    "`qserv\\_meta`, qservXmeta, false",
    "`qserv\\%`, qserv%, true",
    "`qserv\\%`, qservMeta, false",
    "`QSERV`, qserv, false",
    "`a.b`, a.b, true",
    "`a.b`, aXb, false",
    "`a``b`, a`b, true",
    "`a\\`, a\\, true"
  })
  void theNameOfADatabaseMayHaveWildcards(String granted, String database, boolean covered)
      throws SQLException {
    assertThat(covers("GRANT DROP ON " + granted + ".* TO `boss`@`%`", "DROP", database))
        .isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"`QSERV`, qserv", "`qserv`, QSERV"})
  void caseIsIgnoredIfTheServerIgnoresIt(String granted, String database) throws SQLException {
    server.answer("CURRENT_USER", row("boss@%", 1));
    assertThat(covers("GRANT DROP ON " + granted + ".* TO `boss`@`%`", "DROP", database)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"my_meta, true", "my_other, false", "myXmeta, false"})
  void aGrantOnATableOfTheDatabaseMaySuffice(String database, boolean covered) throws SQLException {
    assertThat(covers("GRANT SELECT ON `my_meta`.`t` TO `boss`@`%`", "DROP", database))
        .isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT CREATE USER ON *.* TO `boss`@`%`, true",
    "GRANT ALL PRIVILEGES ON `%`.* TO `boss`@`%`, false",
    "GRANT CREATE USER ON `meta`.`t` TO `boss`@`%`, false"
  })
  void aGlobalPrivilegeRequiresAGlobalGrant(String grant, boolean covered) throws SQLException {
    assertThat(covers(grant, "CREATE USER", "")).isEqualTo(covered);
    assertThat(of(grant).hasGlobal("CREATE USER")).isEqualTo(covered);
  }

  @Test
  void theErrorListsTheMissingGrantsSortedByDatabase() throws SQLException {
    Optional<PreflightFinding> found =
        of("GRANT SELECT ON `qservSchemaJournal`.* TO `boss`@`%`")
            .check(
                List.of(
                    new RequiredPrivilege("DROP", "z`y"),
                    new RequiredPrivilege("ALTER", "z`y"),
                    new RequiredPrivilege("PROCESS", "")));
    assertThat(found)
        .contains(
            refusal(
                "boss@%",
                "GRANT PROCESS ON *.* TO 'boss'@'%';"
                    + " GRANT CREATE, DELETE, INSERT, UPDATE ON `qservSchemaJournal`.* TO 'boss'@'%';"
                    + " GRANT ALTER, DROP ON `z``y`.* TO 'boss'@'%'"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"an@account@host, 'an@account'@'host'", "o'brien@%, 'o''brien'@'%'", "@%, ''@'%'"})
  void theAccountIsQuotedForTheGrantStatement(String account, String quoted) throws SQLException {
    server.answer("CURRENT_USER", row(account, 0));
    assertThat(of(JOURNAL).check(List.of(new RequiredPrivilege("DROP", "d"))))
        .contains(refusal(account, "GRANT DROP ON `d`.* TO " + quoted));
  }

  @Test
  void thePrivilegesForTheJournalSufficeForScriptsThatRequireNoOthers() throws SQLException {
    assertThat(of(JOURNAL).check(List.of())).isEmpty();
  }
}
