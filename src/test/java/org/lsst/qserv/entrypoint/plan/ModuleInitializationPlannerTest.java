// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.mariadb.account.Grant;
import org.lsst.qserv.entrypoint.mariadb.account.Login;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests the desired state of a module's server, derived from catalog and settings. */
final class ModuleInitializationPlannerTest {

  @TempDir Path directory;

  private TestSettings settings(String role) {
    return new TestSettings(directory).role(role);
  }

  private static DesiredState desired(Settings settings, String module) {
    Catalog catalog = Catalog.of(settings);
    return ModuleInitializationPlanner.plan(settings, catalog, catalog.module(module)).desired();
  }

  private static List<String> names(DesiredState state) {
    return state.accounts().stream().map(account -> account.name().toString()).toList();
  }

  private TestSettings operator(String expires, String more) {
    return settings("worker")
        .file(
            "site.conf",
            "operators.alice { hosts = [\"10.1.2.3\"], modules = [worker], expires = \""
                + expires
                + "\", password-file = \"/run/alice\""
                + more
                + " }");
  }

  @Test
  void withoutPasswordsOnlyTheAccountsOfTheModuleExistAndAcceptNoLogin() {
    DesiredState worker = desired(settings("worker").valid(), "worker");

    assertThat(names(worker))
        .containsExactly("'probe'@'localhost'", "'qsmaster'@'localhost'", "'qsmaster'@'%'");
    assertThat(worker.accounts().getFirst().login()).isEqualTo(new Login.Socket());
    assertThat(worker.accounts().getLast().login())
        .isEqualTo(new Login.Disabled("database.password"));
    assertThat(worker.databases()).isEmpty();
  }

  @Test
  void monitorAndAdministratorExistIfTheyHaveAPassword() {
    Settings settings =
        settings("replication")
            .file(
                "site.conf",
                "database.monitor-password = m\n"
                    + "replication { url = \"mysql://qsreplica:r@host/\", admin-url ="
                    + " \"mysql://boss:b@host/\" }")
            .valid();
    DesiredState replication = desired(settings, "replication");

    assertThat(names(replication))
        .containsExactly(
            "'boss'@'%'",
            "'monitor'@'localhost'",
            "'monitor'@'%'",
            "'probe'@'localhost'",
            "'qsreplica'@'localhost'",
            "'qsreplica'@'%'");
    assertThat(replication.accounts().getLast())
        .isEqualTo(
            new DesiredState.Account(
                new AccountName("qsreplica", "%"),
                new Login.Password(new Secret("r")),
                List.of(
                    Grant.of("qservReplica.*", List.of("ALL")),
                    Grant.of("qservSchemaJournal.*", List.of("SELECT"))),
                List.of()));
    assertThat(replication.databases()).containsExactly("qservReplica");
    assertThat(replication.toString()).doesNotContain("Secret[");
  }

  @Test
  void aSiteCanAddAndRemoveAccounts() {
    Settings settings =
        settings("czar")
            .file(
                "site.conf",
                """
                catalog.accounts.probe = null
                catalog.modules.czar {
                  databases = [own]
                  accounts.exporter { hosts = [localhost], login = unix_socket, privileges { "*.*" = [process] } }
                  accounts.qsmaster.privileges { "own.*" = [SELECT], "qservResult.*" = null }
                }
                """)
            .valid();
    DesiredState czar = desired(settings, "czar");

    assertThat(names(czar))
        .containsExactly("'exporter'@'localhost'", "'qsmaster'@'localhost'", "'qsmaster'@'%'");
    assertThat(czar.databases()).containsExactly("own");
    assertThat(czar.accounts().getLast().grants())
        .extracting(grant -> grant.object().text())
        .contains("`own`.*")
        .doesNotContain("`qservResult`.*");
  }

  @Test
  void anInvalidDescriptionIsReportedWithItsLocation() {
    Settings settings =
        settings("czar")
            .file("site.conf", "catalog.modules.czar.accounts.a { hosts = [x], grants = [y] }")
            .valid();

    assertThatThrownBy(() -> Catalog.of(settings).module("czar"))
        .hasMessage(
            "error: the catalog's description of module czar: accounts.a: unknown field"
                + " grants\nfix: correct the field; docs/catalog-modules.md lists the fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x.", ".*", "*", "*.t", "*.*.*"})
  void privilegesAreOnlyAllowedOnObjectsOfAGrant(String object) {
    Settings settings =
        settings("czar")
            .file(
                "site.conf",
                "catalog.modules.czar.accounts.a { hosts = [x], privileges { \"%s\" = [SELECT] } }"
                    .formatted(object))
            .valid();

    assertThatThrownBy(() -> Catalog.of(settings).module("czar"))
        .hasMessageContaining("accounts.a: privileges are on *.*, database.*, database.table or")
        .hasMessageContaining("not on '" + object + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT()", "SELECT (a", "DROP; x", "SELECT (a), x", "SELECT (a`b)"})
  void aPrivilegeIsANameWithOptionalColumns(String privilege) {
    Settings settings =
        settings("czar")
            .file(
                "site.conf",
                "catalog.modules.czar.accounts.a { hosts = [x], external-privileges { \"d.*\" = [\"%s\"] } }"
                    .formatted(privilege))
            .valid();

    assertThatThrownBy(() -> Catalog.of(settings).module("czar"))
        .hasMessageContaining("accounts.a: '" + privilege + "' is not a privilege");
  }

  @Test
  void theStatusAccountSeesOnlySchemaVersionAndJournal() {
    Settings settings = settings("worker").assign("database.status-password=s").valid();

    assertThat(desired(settings, "worker").accounts())
        .contains(
            new DesiredState.Account(
                new AccountName("qsstatus", "%"),
                new Login.Password(new Secret("s")),
                List.of(
                    Grant.of("*.*", List.of("PROCESS")),
                    Grant.of("qservSchemaJournal.*", List.of("SELECT")),
                    Grant.of("qservw_worker.QMetadata", List.of("SELECT"))),
                List.of()));
    assertThat(desired(settings, "worker").otherModules())
        .extracting(account -> account.name().user())
        .contains("qsstatus");
  }

  @Test
  void theReplicationDatabaseIsLocalUnlessAnotherIsConfigured() {
    Settings settings = settings("replication").assign("replication.password=r").valid();

    assertThat(desired(settings, "replication").accounts().getLast().login())
        .isEqualTo(new Login.Password(new Secret("r")));
  }

  @Test
  void anOperatorHasTheUpgradePrivilegesUntilTheLastDay() {
    DesiredState worker = desired(operator("1970-01-01", "").valid(), "worker");

    assertThat(worker.expired()).isEmpty();
    assertThat(worker.accounts().getLast())
        .isEqualTo(
            new DesiredState.Account(
                new AccountName("alice", "10.1.2.3"),
                new Login.PasswordFile(Path.of("/run/alice")),
                List.of(
                    Grant.of("*.*", List.of("PROCESS")),
                    Grant.of("qservSchemaJournal.*", List.of("ALL")),
                    Grant.of("qservw\\_worker.*", List.of("ALL"))),
                List.of()));
  }

  @Test
  void anExpiredOperatorMustNotExist() {
    DesiredState worker = desired(operator("1969-12-31", "").valid(), "worker");

    assertThat(worker.expired()).containsExactly(new AccountName("alice", "10.1.2.3"));
    assertThat(names(worker)).doesNotContain("'alice'@'10.1.2.3'");
  }

  @Test
  void theOperatorOfAnotherModuleIsTolerated() {
    Settings settings = operator("1970-01-01", "").role("czar").valid();

    assertThat(names(desired(settings, "czar"))).doesNotContain("'alice'@'10.1.2.3'");
    assertThat(desired(settings, "czar").otherModules())
        .extracting(account -> account.name().user())
        .contains("alice", "qsmaster", "qsreplica");
  }

  @Test
  void allProblemsOfAnOperatorAreReportedTogether() {
    Settings settings =
        settings("worker")
            .file(
                "site.conf",
                "operators.bob { hosts = [\"%\"], modules = [wroker], expires = soon, password = x }")
            .read();
    assertThat(desired(settings, "worker").expired()).isEmpty();

    String where = "operators.bob (from " + directory.resolve("site.conf") + ": 1): ";
    assertThat(TestSettings.problems(settings))
        .containsExactly(
            where
                + "unknown field password -> allowed fields: expires, hosts, modules,"
                + " password-file",
            where
                + "modules: unknown module 'wroker' -> use one or more of czar, replication,"
                + " worker",
            where
                + "hosts: % allows any host -> list the allowed hosts, or use a pattern such as"
                + " 10.1.%",
            where
                + "expires is missing or is not a date -> specify the last valid day in the form"
                + " 2026-12-31",
            where
                + "password-file is missing or is not an absolute path -> use the path of the file that contains"
                + " the password");
  }
}
