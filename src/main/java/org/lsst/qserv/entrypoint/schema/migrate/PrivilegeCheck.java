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

  private PrivilegeCheck(List<String> grants, String account) {
    this.grants = List.copyOf(grants);
    this.account = account;
  }

  /** Reads the grants of the session's account and its active role. */
  static PrivilegeCheck of(ServerSession session) throws SQLException {
    return new PrivilegeCheck(
        session.query("SHOW GRANTS", row -> row.getString(1)),
        session.text("SELECT CURRENT_USER()").orElse(""));
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
            .append(quotedAccount()));
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

  private static boolean covers(String grant, PrivilegeNeed need) {
    Matcher matcher = GRANT.matcher(grant);
    if (!matcher.matches()) {
      return false;
    }
    boolean isGlobal = matcher.group(2).equals("*.*");
    if (!isGlobal && !need.database().isEmpty() && isTableGrant(matcher)) {
      return names(matcher.group(3), need.database()); // what it covers is not worked out here
    }
    boolean applies =
        isGlobal || (!need.database().isEmpty() && names(matcher.group(3), need.database()));
    List<String> privileges = List.of(matcher.group(1).split(",\\s*"));
    return applies
        && (privileges.contains("ALL PRIVILEGES") || privileges.contains(need.privilege()));
  }

  private static boolean isTableGrant(Matcher matcher) {
    return !matcher.group(4).equals("*");
  }

  /** Whether the name in a grant, where _ and % are wildcards, is that of the database. */
  private static boolean names(String quoted, String database) {
    String name = quoted.substring(1, quoted.length() - 1).replace("``", "`");
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) {
        pattern.append(Pattern.quote(name.substring(i + 1, i + 2)));
        i++;
      } else {
        pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE)
        .matcher(database)
        .matches();
  }

  private String quotedAccount() {
    int at = account.lastIndexOf('@');
    return at < 0
        ? account
        : "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
  }
}
