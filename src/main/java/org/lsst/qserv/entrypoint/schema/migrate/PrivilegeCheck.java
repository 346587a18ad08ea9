// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.account.DatabasePattern;
import org.lsst.qserv.entrypoint.mariadb.account.NameComparison;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;

/** Compares the privileges that an upgrade requires with the grants of its account. */
final class PrivilegeCheck {
  private static final Set<String> JOURNAL_PRIVILEGES =
      Set.of("CREATE", "SELECT", "INSERT", "UPDATE", "DELETE");

  /** {@code GRANT privileges ON object TO account}, as SHOW GRANTS writes it. */
  private static final Pattern GRANT =
      Pattern.compile("GRANT (.*?) ON (\\*\\.\\*|(`(?:[^`]|``)*`)\\.(\\*|`.*`)) TO .*");

  private final List<String> grants;
  private final String account;
  private final NameComparison names;

  private PrivilegeCheck(List<String> grants, String account, NameComparison names) {
    this.grants = List.copyOf(grants);
    this.account = account;
    this.names = names;
  }

  /** Reads the grants of the session's account and of its active role. */
  static PrivilegeCheck of(ServerSession session) throws SQLException {
    List<String> grants = session.query("SHOW GRANTS", row -> row.getString(1));
    return session
        .query(
            "SELECT CURRENT_USER(), @@lower_case_table_names",
            row ->
                new PrivilegeCheck(
                    grants, row.getString(1), new NameComparison(row.getInt(2) == 0)))
        .getFirst();
  }

  /** Returns whether the account has a global privilege. */
  boolean hasGlobal(String privilege) {
    return has(new RequiredPrivilege(privilege, ""));
  }

  /**
   * Returns an error with the GRANT statements for the missing privileges; empty if none is
   * missing.
   *
   * @param required the privileges that the scripts require; those for the journal are added
   */
  Optional<PreflightFinding> check(Collection<RequiredPrivilege> required) {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (RequiredPrivilege privilege : required) {
      add(missing, privilege);
    }
    for (String privilege : JOURNAL_PRIVILEGES) {
      add(missing, new RequiredPrivilege(privilege, Journal.DATABASE));
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder statements = new StringBuilder();
    missing.forEach((database, privileges) ->
        statements
            .append(statements.isEmpty() ? "" : "; ")
            .append("GRANT ")
            .append(String.join(", ", privileges))
            .append(" ON ")
            .append(database.isEmpty() ? "*" : ServerSession.quoted(database))
            .append(".* TO ")
            .append(AccountName.parse(account)));
    return Optional.of(
        new PreflightFinding(
            Severity.ERROR,
            new Problem(
                ExitCode.ACCESS_DENIED,
                "account " + account + " lacks privileges that the upgrade needs",
                "execute as an administrator: "
                    + statements
                    + "; or set database.admin-url to the URL of an administrator")));
  }

  private void add(Map<String, Set<String>> missing, RequiredPrivilege privilege) {
    if (!has(privilege)) {
      missing
          .computeIfAbsent(privilege.database(), _ -> new TreeSet<>())
          .add(privilege.privilege());
    }
  }

  private boolean has(RequiredPrivilege privilege) {
    return grants.stream().anyMatch(grant -> covers(grant, privilege));
  }

  private boolean covers(String grant, RequiredPrivilege privilege) {
    Matcher matcher = GRANT.matcher(grant);
    if (!matcher.matches()) {
      return false;
    }
    boolean isGlobal = matcher.group(2).equals("*.*");
    if (!isGlobal && !privilege.database().isEmpty() && isTableGrant(matcher)) {
      return isIn(
          matcher,
          privilege
              .database()); // assume that the table grant suffices: the required tables are not
      // known here
    }
    boolean applies =
        isGlobal || (!privilege.database().isEmpty() && isIn(matcher, privilege.database()));
    List<String> privileges = List.of(matcher.group(1).split(",\\s*"));
    return applies
        && (privileges.contains("ALL PRIVILEGES") || privileges.contains(privilege.privilege()));
  }

  private static boolean isTableGrant(Matcher matcher) {
    return !matcher.group(4).equals("*");
  }

  /** Returns a name of a grant without the quotes that the server has added. */
  private static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("``", "`");
  }

  /** In a grant on a table, the name of the database has no wildcards. */
  private boolean isIn(Matcher grant, String database) {
    String name = unquoted(grant.group(3));
    return isTableGrant(grant)
        ? names.fold(name).equals(names.fold(database))
        : new DatabasePattern(name, names).matches(database);
  }
}
