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
 * Brings a server to the state that a module wants: databases, accounts, privileges, plugins. What
 * is as it should be is left alone, so that running it again changes nothing.
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
   * An initialization.
   *
   * @param url the server, and an account that may change it
   * @param statements splits a script
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
   * What {@link #run} would do.
   *
   * @throws Failure 69 if the server is away, 77 if it does not let us in or see, 65 if a plugin's
   *     script is wrong, 78 if a password file is
   */
  public Difference plan() {
    return with(this::planned);
  }

  /**
   * Does it.
   *
   * @return what was done
   * @throws Failure as {@link #plan}; 77 also if privileges are missing, which are named one by
   *     one, and 75 if somebody else initializes this server
   */
  public Difference run() {
    return with(this::apply);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  private interface Work {
    Difference on(Connection connection) throws SQLException;
  }

  private Difference with(Work work) {
    String doing = "initializing " + desired.module();
    // the database of the URL may be one that is created here
    DatabaseUrl server = url.withDatabase("");
    try (Connection connection = Connections.open(server, TIMEOUT)) {
      AuthenticatedAccount.refuseAnonymous(AuthenticatedAccount.of(connection), url);
      ChangeRunner.execute(connection, SESSION);
      return work.on(connection);
    } catch (SQLException e) {
      AuthenticatedAccount.causing(e, server, TIMEOUT)
          .ifPresent(account -> AuthenticatedAccount.refuseAnonymous(account, url));
      throw SqlFailures.of(e, url, doing);
    }
  }

  private Difference difference(CurrentState current) {
    Difference found = new AccountReconciler(desired, current, options).difference(url.place());
    List<Change> changes = new ArrayList<>(found.changes());
    desired.plugins().forEach(plugin -> changes.addAll(install(plugin, current)));
    return new Difference(
        found.module(), found.server(), changes, found.unmanaged(), found.warnings());
  }

  /** Who may only look gets an answer too. */
  private Difference planned(Connection connection) throws SQLException {
    CurrentState current = CurrentStateReader.read(connection);
    Difference found = difference(current);
    List<Problem> missing = missing(current, found);
    if (!Privileges.missing(current.ownGrants(), Privileges.READING, current.names()).isEmpty()) {
      throw tooFew(current, missing);
    }
    List<String> warnings = new ArrayList<>(found.warnings());
    missing.forEach(problem -> warnings.add(problem.what()));
    return new Difference(
        found.module(), found.server(), found.changes(), found.unmanaged(), warnings);
  }

  /** A library without its script is not there. */
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
          ExitCode.IO, plugin.script() + " cannot be read", "correct the rights of the file");
    }
  }

  private List<Problem> missing(CurrentState current, Difference found) {
    List<Grant> needs = new ArrayList<>(List.of(Privileges.READING));
    found.changes().forEach(change -> needs.addAll(change.needs()));
    return Privileges.missing(current.ownGrants(), needs, current.names()).stream()
        .map(grant -> problem(current.self(), grant))
        .toList();
  }

  private Failure tooFew(CurrentState current, List<Problem> problems) {
    return new Failure("the privileges of " + current.self() + " on " + url.place(), problems);
  }

  private Problem problem(AccountName self, Grant missing) {
    String privilege = String.join(", ", missing.privileges());
    return new Problem(
        ExitCode.ACCESS_DENIED,
        self + " lacks " + privilege + " on " + missing.object(),
        Grant.give(missing.object(), missing.privileges(), self));
  }

  private Difference apply(Connection connection) throws SQLException {
    ChangeRunner runner = new ChangeRunner(connection, url, desired.module());
    runner.lock();
    CurrentState current = CurrentStateReader.read(connection);
    Difference difference = difference(current);
    List<Problem> missing = missing(current, difference);
    if (!missing.isEmpty()) {
      throw tooFew(current, missing);
    }
    difference.warnings().forEach(warning -> LOG.warn("module={} {}", desired.module(), warning));
    for (Change change : difference.changes()) {
      runner.apply(change);
    }
    return difference;
  }
}
