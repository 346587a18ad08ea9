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
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Effect;

/** Compares what an upgrade needs with what its account may do. */
final class PrivilegeCheck {
  private static final Set<String> OF_THE_JOURNAL =
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

  /** Reads the grants of the session's account and its active role. */
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
    return has(new PrivilegeNeed(privilege, ""));
  }

  /**
   * Returns a refusal with the missing grants.
   *
   * @param needs what the scripts need
   */
  Optional<PreflightFinding> check(Collection<PrivilegeNeed> needs) {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (PrivilegeNeed need : needs) {
      add(missing, need);
    }
    for (String privilege : OF_THE_JOURNAL) {
      add(missing, new PrivilegeNeed(privilege, Journal.DATABASE));
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
            Effect.REFUSES,
            new Problem(
                ExitCode.ACCESS_DENIED,
                "account " + account + " lacks privileges that the upgrade needs",
                "execute as an administrator: "
                    + statements
                    + "; or let database.admin-url name an administrator")));
  }

  private void add(Map<String, Set<String>> missing, PrivilegeNeed need) {
    if (!has(need)) {
      missing.computeIfAbsent(need.database(), _ -> new TreeSet<>()).add(need.privilege());
    }
  }

  private boolean has(PrivilegeNeed need) {
    return grants.stream().anyMatch(grant -> covers(grant, need));
  }

  private boolean covers(String grant, PrivilegeNeed need) {
    Matcher matcher = GRANT.matcher(grant);
    if (!matcher.matches()) {
      return false;
    }
    boolean isGlobal = matcher.group(2).equals("*.*");
    if (!isGlobal && !need.database().isEmpty() && isTableGrant(matcher)) {
      return isIn(matcher, need.database()); // what it covers is not worked out here
    }
    boolean applies = isGlobal || (!need.database().isEmpty() && isIn(matcher, need.database()));
    List<String> privileges = List.of(matcher.group(1).split(",\\s*"));
    return applies
        && (privileges.contains("ALL PRIVILEGES") || privileges.contains(need.privilege()));
  }

  private static boolean isTableGrant(Matcher matcher) {
    return !matcher.group(4).equals("*");
  }

  /** Returns the name in a grant as it was before the server quoted it. */
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
