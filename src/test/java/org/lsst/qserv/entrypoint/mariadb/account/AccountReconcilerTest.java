// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests the difference between the current and the desired accounts of a server. */
final class AccountReconcilerTest {
  private static final AccountName NAME = new AccountName("user", "%");
  private static final Login LOGIN = new Login.Password(new Secret("secret"));
  private static final String HASH = "*14E65567ABDB5135D0CFD9A70B3032C179A49EE7";
  private static final String OWNER = "boss";
  private static final Login NONE = new Login.Disabled("database.password");
  private static final NameComparison NAMES = new NameComparison(true);
  private static final Grant ON_ALL = grant("*.*", "SELECT");

  private final List<DesiredState.Account> desired = new ArrayList<>();
  private final List<CurrentState.Account> found = new ArrayList<>();
  private final List<AccountName> expired = new ArrayList<>();
  private final List<DesiredState.Account> otherModules = new ArrayList<>();
  private List<String> databases = List.of();

  private static Grant grant(String object, String... privileges) {
    return Grant.of(object, List.of(privileges));
  }

  private void desire(Grant... grants) {
    desired.add(desired(NAME, LOGIN, grants));
  }

  private static DesiredState.Account desired(AccountName name, Login login, Grant... grants) {
    return new DesiredState.Account(name, login, List.of(grants), List.of());
  }

  private static CurrentState.Account account(AccountName name, Grant... grants) {
    return account(name, "mysql_native_password", HASH, grants);
  }

  private static CurrentState.Account account(
      AccountName name, String plugin, String credential, Grant... grants) {
    return new CurrentState.Account(
        name, plugin, credential, false, false, false, false, List.of(grants));
  }

  private Difference difference(boolean prune) {
    return difference(new InitOptions(prune, false));
  }

  private Difference difference(InitOptions options) {
    DesiredState state =
        new DesiredState("worker", databases, desired, List.of(), expired, otherModules);
    CurrentState current =
        new CurrentState(
            new AccountName(OWNER, "%"), List.of(), Set.of("there"), found, Set.of(), NAMES);
    return new AccountReconciler(state, current, options).difference("host:3306");
  }

  private List<String> shown() {
    return shown(false);
  }

  private List<String> shown(boolean prune) {
    return difference(prune).changes().stream().map(change -> change.sql().shown()).toList();
  }

  @Test
  void scramblesAPasswordLikeTheServer() {
    assertThat(Credential.scramble("secret")).isEqualTo(HASH);
  }

  @Test
  void leavesMatchingAccountsUnchanged() {
    databases = List.of("there");
    desire(ON_ALL);
    found.add(account(NAME, ON_ALL));

    assertThat(difference(true))
        .isEqualTo(new Difference("worker", "host:3306", List.of(), List.of(), List.of()));
  }

  @Test
  void createsMissingObjectsWithoutShowingThePassword() {
    databases = List.of("new`one");
    desire(ON_ALL, grant("db\\_%.*", "all", "grant option"));

    assertThat(shown())
        .containsExactly(
            "CREATE DATABASE IF NOT EXISTS `new``one`",
            "CREATE USER IF NOT EXISTS 'user'@'%' IDENTIFIED VIA mysql_native_password USING"
                + " '[REDACTED]'",
            "GRANT SELECT ON *.* TO 'user'@'%'",
            "GRANT ALL PRIVILEGES ON `db\\_%`.* TO 'user'@'%' WITH GRANT OPTION");
    assertThat(difference(false).changes().get(1).sql().value()).contains(HASH);
  }

  @Test
  void setsADifferentPassword() {
    desire();
    found.add(account(NAME, "mysql_native_password", "*OTHER"));

    assertThat(difference(false).changes())
        .extracting(Change::what)
        .containsExactly("set the password of account 'user'@'%'");
  }

  @Test
  void replacesADifferentLoginMethod() {
    desired.add(desired(NAME, new Login.Socket()));
    found.add(account(NAME));

    assertThat(shown()).containsExactly("ALTER USER 'user'@'%' IDENTIFIED VIA unix_socket");
  }

  @Test
  void removesAlternativeLoginMethods() {
    desire();
    found.add(
        new CurrentState.Account(
            NAME, "mysql_native_password", HASH, true, true, false, false, List.of()));

    assertThat(difference(false).changes())
        .extracting(Change::what)
        .containsExactly("set the login method of account 'user'@'%'");
  }

  @Test
  void unlocksAnAccountAndRenewsAnExpiredPassword() {
    desire();
    found.add(
        new CurrentState.Account(
            NAME, "mysql_native_password", HASH, false, false, true, true, List.of()));

    assertThat(difference(false).changes())
        .extracting(Change::what)
        .containsExactly(
            "set the expired password of account 'user'@'%'", "unlock account 'user'@'%'");
  }

  @Test
  void createsAnAccountWithoutLoginAndWarnsIfNoPasswordIsConfigured() {
    desired.add(desired(NAME, NONE));

    assertThat(shown())
        .containsExactly(
            "CREATE USER IF NOT EXISTS 'user'@'%' IDENTIFIED VIA mysql_native_password USING"
                + " 'invalid'");
    assertThat(difference(false).warnings())
        .containsExactly(
            "account 'user'@'%' is created without a password and accepts no login, because"
                + " database.password is not set");
  }

  @Test
  void keepsTheServersPasswordIfNoneIsConfigured() {
    desired.add(desired(NAME, NONE));
    found.add(account(NAME));

    assertThat(shown()).isEmpty();
  }

  @Test
  void keepsAnEmptyPasswordWithAWarningUntilDisablingIsRequested() {
    desired.add(desired(NAME, NONE));
    found.add(account(NAME, "mysql_native_password", ""));

    assertThat(shown(true)).isEmpty();
    assertThat(difference(false).warnings())
        .containsExactly(
            "account 'user'@'%' has an empty password; set database.password, or disable password"
                + " login with --disable-empty-passwords");
    Difference disabling = difference(new InitOptions(false, true));
    assertThat(disabling.warnings()).isEmpty();
    assertThat(disabling.changes())
        .extracting(change -> change.sql().shown())
        .containsExactly(
            "ALTER USER 'user'@'%' IDENTIFIED VIA mysql_native_password USING 'invalid'");
  }

  @Test
  void replacesAnEmptyPasswordWithAConfiguredOne() {
    desire();
    found.add(account(NAME, "mysql_native_password", ""));

    assertThat(difference(false).changes())
        .extracting(Change::what)
        .containsExactly("set the password of account 'user'@'%'");
  }

  @Test
  void disablingKeepsTheLoginOnTheSocket() {
    desired.add(desired(NAME, NONE));
    found.add(
        new CurrentState.Account(
            NAME, "mysql_native_password", "", true, true, false, false, List.of()));

    assertThat(difference(new InitOptions(false, true)).changes())
        .extracting(change -> change.sql().shown())
        .containsExactly(
            "ALTER USER 'user'@'%' IDENTIFIED VIA mysql_native_password USING 'invalid' OR"
                + " unix_socket");
  }

  @ParameterizedTest
  @CsvSource({"unix_socket,''", "ed25519,hash", "ed25519,''", "pam,''", "mysql_native_password,*X"})
  void keepsAnyOtherLoginMethodIfNoPasswordIsConfigured(String plugin, String credential) {
    desired.add(desired(NAME, NONE));
    found.add(account(NAME, plugin, credential));

    Difference disabling = difference(new InitOptions(true, true));
    assertThat(disabling.changes()).isEmpty();
    assertThat(disabling.warnings()).isEmpty();
  }

  @Test
  void reportsUnmanagedGrantsAndAccountsAndRemovesThemOnRequest() {
    desire(ON_ALL);
    found.add(account(NAME, grant("*.*", "SELECT", "FILE"), grant("old.*", "ALL")));
    found.add(account(new AccountName("", "localhost")));

    assertThat(shown()).isEmpty();
    assertThat(difference(false).unmanaged())
        .containsExactly(
            "FILE on *.* of 'user'@'%'",
            "ALL PRIVILEGES on `old`.* of 'user'@'%'", "account ''@'localhost'");
    assertThat(shown(true))
        .containsExactly(
            "REVOKE FILE ON *.* FROM 'user'@'%'",
            "REVOKE ALL PRIVILEGES ON `old`.* FROM 'user'@'%'",
            "DROP USER IF EXISTS ''@'localhost'");
  }

  @Test
  void restoresTheDesiredPrivilegesAfterRevokingAll() {
    desire(ON_ALL);
    found.add(account(NAME, grant("*.*", "ALL", "GRANT OPTION")));

    assertThat(shown(true))
        .containsExactly(
            "REVOKE ALL PRIVILEGES ON *.* FROM 'user'@'%'",
            "REVOKE GRANT OPTION ON *.* FROM 'user'@'%'", "GRANT SELECT ON *.* TO 'user'@'%'");
  }

  @Test
  void neverRemovesLocalAdministrators() {
    Grant all = grant("*.*", "ALL", "GRANT OPTION");
    found.add(account(new AccountName("root", "localhost"), all));
    found.add(account(new AccountName("mariadb.sys", "localhost")));
    found.add(account(new AccountName("local", "localhost"), "unix_socket", "", all));
    found.add(account(new AccountName(OWNER, "%"), all));

    assertThat(shown(true)).isEmpty();
    assertThat(difference(false).unmanaged()).isEmpty();
  }

  @Test
  void treatsAccountsAndPrivilegesOfOtherModulesAsManaged() {
    desire(ON_ALL);
    AccountName other = new AccountName("other", "%");
    otherModules.add(desired(NAME, LOGIN, grant("czar.*", "ALL")));
    otherModules.add(desired(other, LOGIN));
    found.add(account(NAME, ON_ALL, grant("czar.*", "ALL")));
    found.add(account(other));

    assertThat(shown(true)).isEmpty();
  }

  @Test
  void dropsAnExpiredOperatorWithoutPrune() {
    expired.add(NAME);
    assertThat(shown()).isEmpty();
    found.add(account(NAME));

    assertThat(shown()).containsExactly("DROP USER IF EXISTS 'user'@'%'");
  }

  @Test
  void doesNotChangeTheCurrentAccount() {
    desired.add(desired(new AccountName(OWNER, "%"), LOGIN, ON_ALL));

    assertThat(shown(true)).isEmpty();
  }

  @Test
  void comparesHostsWithoutCaseAndUsersWithCase() {
    desired.add(desired(new AccountName("user", "DB.Example.org"), LOGIN));
    found.add(account(new AccountName("user", "db.example.ORG")));
    found.add(account(new AccountName("User", "db.example.org")));

    assertThat(shown(true)).containsExactly("DROP USER IF EXISTS 'User'@'db.example.org'");
  }

  @Test
  void reportsAMissingPasswordFile() {
    desired.add(desired(NAME, new Login.PasswordFile(Path.of("/nowhere"))));

    assertThatThrownBy(this::shown)
        .hasMessage(
            "error: the password file /nowhere cannot be read\n"
                + "fix: correct password-file or the permissions of the file");
  }
}
