// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.TextFile;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.mariadb.connection.AuthenticatedAccount;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the databases, accounts, privileges and plugins of a server to the state that a module
 * requires. It is idempotent: it changes only what differs.
 */
public final class Initialization {
  private static final Logger LOG = LoggerFactory.getLogger(Initialization.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * Names are quoted with backticks, as {@link GrantReader} expects; no GRANT creates an account.
   */
  private static final String SESSION =
      "SET SESSION sql_mode = 'NO_AUTO_CREATE_USER', sql_quote_show_create = 1";

  private final DatabaseUrl url;
  private final DesiredState desired;
  private final InitOptions options;
  private final Function<String, List<String>> statements;

  /**
   * Creates an initialization.
   *
   * @param url the server, with an account that has the necessary privileges
   * @param statements splits a script into statements
   */
  public Initialization(
      DatabaseUrl url,
      DesiredState desired,
      InitOptions options,
      Function<String, List<String>> statements) {
    this.url = url;
    this.desired = desired;
    this.options = options;
    this.statements = statements;
  }

  /**
   * Returns what {@link #run} would change, without changing anything.
   *
   * @throws Failure with exit code 69 if the server is unavailable, 77 if it denies access to
   *     itself or to its accounts, 65 if a plugin's script is invalid, 78 if a password file is
   *     invalid
   */
  public Difference plan() {
    return withConnection(this::planned);
  }

  /**
   * Applies the difference.
   *
   * @return the changes made
   * @throws Failure as {@link #plan}; also 77 if the account lacks privileges, with one problem for
   *     each, and 75 if another session is initializing this server
   */
  public Difference run() {
    return withConnection(this::apply);
  }

  /** An operation on a connection. */
  @FunctionalInterface
  private interface Work {
    Difference run(Connection connection) throws SQLException;
  }

  private Difference withConnection(Work work) {
    String action = "initializing " + desired.module();
    // the database of the URL may not exist before the initialization
    DatabaseUrl server = url.withDatabase("");
    try (Connection connection = Connections.open(server, TIMEOUT)) {
      AuthenticatedAccount.refuseAnonymous(AuthenticatedAccount.of(connection), url);
      ChangeRunner.execute(connection, SESSION);
      return work.run(connection);
    } catch (SQLException e) {
      AuthenticatedAccount.causeOf(e, server, TIMEOUT)
          .ifPresent(account -> AuthenticatedAccount.refuseAnonymous(account, url));
      throw SqlFailures.of(e, url, action);
    }
  }

  private Difference difference(CurrentState current) {
    Difference found = new AccountReconciler(desired, current, options).difference(url.address());
    List<Change> changes = new ArrayList<>(found.changes());
    desired.plugins().forEach(plugin -> changes.addAll(install(plugin, current)));
    return new Difference(
        found.module(), found.server(), changes, found.unmanaged(), found.warnings());
  }

  /** Reports missing privileges as warnings: planning requires only read access. */
  private Difference planned(Connection connection) throws SQLException {
    CurrentState current = CurrentStateReader.read(connection);
    Difference found = difference(current);
    List<Problem> missing = missing(current, found);
    if (!Privileges.missing(current.ownGrants(), Privileges.READ_ACCOUNTS, current.names())
        .isEmpty()) {
      throw missingPrivileges(current, missing);
    }
    List<String> warnings = new ArrayList<>(found.warnings());
    missing.forEach(problem -> warnings.add(problem.what()));
    return new Difference(
        found.module(), found.server(), found.changes(), found.unmanaged(), warnings);
  }

  /**
   * Returns no changes if the script does not exist, because the image then does not contain the
   * plugin's library.
   */
  private List<Change> install(DesiredState.Plugin plugin, CurrentState current) {
    if (current.hasFunctions(plugin.functions()) || !Files.exists(plugin.script())) {
      return List.of();
    }
    try {
      return statements.apply(TextFile.read(plugin.script())).stream()
          .map(sql ->
              new Change("install plugin " + plugin.name(), RedactedText.plain(sql), List.of()))
          .toList();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.IO,
              plugin.script() + " cannot be read",
              "correct the permissions of the file")
          .causedBy(e);
    }
  }

  private List<Problem> missing(CurrentState current, Difference found) {
    List<Grant> needs = new ArrayList<>(List.of(Privileges.READ_ACCOUNTS));
    found.changes().forEach(change -> needs.addAll(change.needs()));
    return Privileges.missing(current.ownGrants(), needs, current.names()).stream()
        .map(grant -> problem(current.self(), grant))
        .toList();
  }

  private Failure missingPrivileges(CurrentState current, List<Problem> problems) {
    return new Failure("the privileges of " + current.self() + " on " + url.address(), problems);
  }

  private Problem problem(AccountName self, Grant missing) {
    String privilege = String.join(", ", missing.privileges());
    return new Problem(
        ExitCode.ACCESS_DENIED,
        self + " lacks " + privilege + " on " + missing.object(),
        Grant.grantStatement(missing.object(), missing.privileges(), self));
  }

  private Difference apply(Connection connection) throws SQLException {
    ChangeRunner runner = new ChangeRunner(connection, url, desired.module());
    runner.lock();
    CurrentState current = CurrentStateReader.read(connection);
    Difference difference = difference(current);
    List<Problem> missing = missing(current, difference);
    if (!missing.isEmpty()) {
      throw missingPrivileges(current, missing);
    }
    difference
        .warnings()
        .forEach(warning -> LOG.warn("module={} warning=\"{}\"", desired.module(), warning));
    for (Change change : difference.changes()) {
      runner.apply(change);
    }
    return difference;
  }
}
