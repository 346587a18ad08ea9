// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/** Tests the difference between the current and the desired grants of an account. */
final class GrantReconcilerTest {
  private static final AccountName NAME = new AccountName("user", "%");
  private static final String ALL_OF_A_DATABASE =
      String.join(", ", PrivilegeNames.complete(GrantObject.Kind.DATABASE));

  private final List<Grant> desired = new ArrayList<>();
  private final List<Grant> found = new ArrayList<>();
  private final List<Grant> external = new ArrayList<>();
  private NameComparison names = new NameComparison(true);

  private static Grant grant(String object, String... privileges) {
    return Grant.of(object, List.of(privileges));
  }

  private void shows(String grant) {
    found.add(GrantReader.read("GRANT " + grant).orElseThrow());
  }

  /** Returns the statements that grant and revoke. */
  private List<String> changes() {
    ExternalGrants others =
        new ExternalGrants(external, Set.of("qservw_worker", "Subchunks_%"), names);
    GrantReconciler reconciler = new GrantReconciler(NAME, found, desired, List.of(), others);
    ChangeList changes = new ChangeList();
    reconciler.grantMissing(changes);
    reconciler.unmanaged().forEach(grant -> reconciler.revoke(grant, changes));
    return changes.all().stream().map(change -> change.sql().shown()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qservw\\_worker.*   | ALL                    | ALL PRIVILEGES ON `qservw_worker`.*",
        "qservw_worker.*     | all privileges         | ALL PRIVILEGES ON `qservw\\_worker`.*",
        "Subchunks\\_%.*     | SELECT,INSERT          | INSERT, SELECT ON `Subchunks_%`.*",
        "d.*                 | grant option , SELECT  | SELECT ON `d`.*",
        "*.*                 | Process                | PROCESS ON *.*",
        "*.*                 | REPLICATION CLIENT     | BINLOG MONITOR ON *.*",
        "*.*                 | create  user           | CREATE USER ON *.*",
        "*.*                 | USAGE,PROCESS          | PROCESS ON *.*",
        "d.t                 | SELECT                 | SELECT ON `d`.`t`",
        "d.t                 | SELECT                 | SELECT, SELECT (`a`) ON `d`.`t`",
        "d.t                 | select (A), SELECT (b) | SELECT (`B`, `a`) ON `d`.`t`",
        "function d.Fx       | EXECUTE                | EXECUTE ON FUNCTION `d`.`fX`",
        "PROCEDURE d.p       | ALL                    | ALTER ROUTINE, EXECUTE ON PROCEDURE `d`.`p`",
      })
  void treatsEquivalentSpellingsAsEqual(String object, String privileges, String shown) {
    desired.add(grant(object, privileges.split(",")));
    boolean option = privileges.contains("grant option");
    shows(shown + " TO `user`@`%`" + (option ? " WITH GRANT OPTION" : ""));

    assertThat(changes()).isEmpty();
  }

  @Test
  void revokesColumnsInTheirOriginalCase() {
    shows("SELECT (`User`) ON `mysql`.`db` TO `user`@`%`");

    assertThat(changes()).containsExactly("REVOKE SELECT (`User`) ON `mysql`.`db` FROM 'user'@'%'");
  }

  @Test
  void treatsACompleteListAsAll() {
    desired.add(grant("d.*", ALL_OF_A_DATABASE.split(", ")));
    shows("ALL PRIVILEGES ON `d`.* TO `user`@`%`");

    assertThat(changes()).isEmpty();
  }

  @Test
  void distinguishesDifferentObjects() {
    desired.add(grant("a%.*", "SELECT"));
    shows("SELECT ON `a\\%`.* TO `user`@`%`");
    shows("SELECT ON `A%`.* TO `user`@`%`");

    assertThat(changes())
        .containsExactly(
            "GRANT SELECT ON `a%`.* TO 'user'@'%'",
            "REVOKE SELECT ON `a\\%`.* FROM 'user'@'%'", "REVOKE SELECT ON `A%`.* FROM 'user'@'%'");
  }

  @Test
  void comparesNamesWithoutCaseIfTheServerDoes() {
    names = new NameComparison(false);
    desired.add(grant("qservMeta.*", "ALL"));
    desired.add(grant("qservMeta.QMetadata", "SELECT"));
    external.add(grant("Wise%.*", "ALL"));
    shows("ALL PRIVILEGES ON `qservmeta`.* TO `user`@`%`");
    shows("SELECT ON `qservmeta`.`qmetadata` TO `user`@`%`");
    shows("ALL PRIVILEGES ON `wise_00`.* TO `user`@`%`");

    assertThat(changes()).isEmpty();
  }

  @Test
  void addsMissingPrivilegesToTheSpellingThatTheServerUses() {
    desired.add(grant("a\\_b.*", "SELECT", "INSERT"));
    shows("SELECT ON `a_b`.* TO `user`@`%`");

    assertThat(changes()).containsExactly("GRANT INSERT ON `a_b`.* TO 'user'@'%'");
  }

  @Test
  void usesTheSpellingWithoutWildcardsLikeTheServer() {
    desired.add(grant("a\\_b.*", "SELECT", "INSERT"));
    shows("INSERT, SELECT ON `a_b`.* TO `user`@`%`");
    shows("SELECT ON `a\\_b`.* TO `user`@`%`");

    assertThat(changes()).containsExactly("GRANT INSERT ON `a\\_b`.* TO 'user'@'%'");
  }

  @Test
  void grantsOnATableTogetherWithCreateBecauseItMayNotExist() {
    desired.add(grant("d.t", "SELECT"));

    assertThat(changes())
        .containsExactly(
            "GRANT CREATE, SELECT ON `d`.`t` TO 'user'@'%'",
            "REVOKE CREATE ON `d`.`t` FROM 'user'@'%'");
  }

  @Test
  void keepsExternalGrantsAtEveryLevel() {
    external.add(grant("%.*", "ALL", "GRANT OPTION"));
    shows("ALL PRIVILEGES ON `wise_00`.* TO `user`@`%` WITH GRANT OPTION");
    shows("SELECT ON `wise\\_%`.* TO `user`@`%`");
    shows("SELECT, SELECT (`a`) ON `wise_00`.`t` TO `user`@`%` WITH GRANT OPTION");
    shows("EXECUTE ON FUNCTION `wise_00`.`f` TO `user`@`%`");
    shows("DROP ON `Subchunks\\_wise\\_00`.* TO `user`@`%`");

    assertThat(changes()).isEmpty();
  }

  @Test
  void managesGrantsOnManagedAndSystemDatabasesDespitePatterns() {
    external.add(grant("%.*", "ALL"));
    shows("FILE ON *.* TO `user`@`%`");
    shows("SELECT ON `qservw_worker`.* TO `user`@`%`");
    shows("SELECT ON `qservw_worker`.`t` TO `user`@`%`");
    shows("SELECT ON `q%`.* TO `user`@`%`");
    shows("INSERT ON `mysql`.`db` TO `user`@`%`");
    shows("INSERT ON `m_sql`.* TO `user`@`%`");
    shows("INSERT ON `wise`.* TO `user`@`%` WITH GRANT OPTION");

    assertThat(changes())
        .containsExactly(
            "REVOKE FILE ON *.* FROM 'user'@'%'",
            "REVOKE SELECT ON `qservw_worker`.* FROM 'user'@'%'",
            "REVOKE SELECT ON `qservw_worker`.`t` FROM 'user'@'%'",
            "REVOKE SELECT ON `q%`.* FROM 'user'@'%'",
            "REVOKE INSERT ON `mysql`.`db` FROM 'user'@'%'",
            "REVOKE INSERT ON `m_sql`.* FROM 'user'@'%'",
            "REVOKE GRANT OPTION ON `wise`.* FROM 'user'@'%'");
  }

  @Test
  void keepsExternalGrantsOnAManagedDatabaseThatTheCatalogLists() {
    external.add(grant("qservw_worker.*", "DROP"));
    shows("DROP, SELECT ON `qservw\\_worker`.* TO `user`@`%`");

    assertThat(changes()).containsExactly("REVOKE SELECT ON `qservw\\_worker`.* FROM 'user'@'%'");
  }

  @Test
  void restoresPrivilegesThatARevocationIncludes() {
    desired.add(grant("d.*", "SELECT"));
    desired.add(grant("d.t", "SELECT (a)"));
    external.add(grant("wise.*", "INSERT"));
    shows("ALL PRIVILEGES ON `d`.* TO `user`@`%` WITH GRANT OPTION");
    shows("ALL PRIVILEGES ON `wise`.* TO `user`@`%`");
    shows("SELECT, SELECT (`a`) ON `d`.`t` TO `user`@`%`");

    assertThat(changes())
        .containsExactly(
            "REVOKE ALL PRIVILEGES ON `d`.* FROM 'user'@'%'",
            "REVOKE GRANT OPTION ON `d`.* FROM 'user'@'%'",
            "GRANT SELECT ON `d`.* TO 'user'@'%'",
            "REVOKE ALL PRIVILEGES ON `wise`.* FROM 'user'@'%'",
            "GRANT INSERT ON `wise`.* TO 'user'@'%'",
            "REVOKE SELECT ON `d`.`t` FROM 'user'@'%'",
            "GRANT SELECT (`a`) ON `d`.`t` TO 'user'@'%'");
  }
}
