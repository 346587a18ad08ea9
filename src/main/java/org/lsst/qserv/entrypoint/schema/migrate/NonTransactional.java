package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;

/**
 * Finds the tables whose changes no transaction takes back, where a step may write one: by its
 * name, or by the name of a routine or of a table with a trigger. It looks at words only, so it
 * finds rather too much than too little.
 */
final class NonTransactional {
  private static final String TABLES =
      "SELECT TABLE_NAME FROM information_schema.TABLES WHERE ENGINE NOT IN ('InnoDB') AND"
          + " TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN"
          + " ('mysql', 'information_schema', 'performance_schema', 'sys')";

  private static final String BODIES =
      "SELECT ROUTINE_NAME, ROUTINE_DEFINITION FROM information_schema.ROUTINES"
          + " WHERE ROUTINE_SCHEMA <> 'sys' UNION ALL"
          + " SELECT EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]+");
  private static final Pattern READ_ONLY =
      Pattern.compile("\\s*(SELECT|WITH|DO|SHOW)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private record Body(String name, String text) {}

  /** These make, change and drop no table, not even through a trigger or a function. */
  private static final Pattern KEEPS_TABLES =
      Pattern.compile(
          "\\s*(INSERT|UPDATE|DELETE|REPLACE|SELECT)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Session session;
  private @Nullable Set<String> tables; // empty until asked for: a worker has very many
  private @Nullable List<Body> bodies;

  NonTransactional(Session session) {
    this.session = session;
  }

  /** The names of such tables that a step may write. */
  Set<String> writtenBy(UpgradeStep step) throws SQLException {
    Set<String> tables = tables();
    if (tables.isEmpty()) {
      return Set.of();
    }
    List<Body> bodies = bodies();
    Set<String> found = new TreeSet<>();
    for (SqlStatement statement : step.statements()) {
      Set<String> own = words(statement.text());
      Set<String> all = withBodies(own, bodies);
      if (READ_ONLY.matcher(statement.text()).matches()) {
        all.removeAll(own); // it reads what it names, and can write only through a routine
      }
      all.retainAll(tables);
      found.addAll(all);
    }
    return found;
  }

  /** A step has run: what it may have changed is asked for again. */
  void ran(UpgradeStep step) {
    boolean keeps =
        step.statements().stream()
            .allMatch(statement -> KEEPS_TABLES.matcher(statement.text()).matches());
    if (!keeps) {
      tables = null;
      bodies = null;
    }
  }

  private Set<String> tables() throws SQLException {
    Set<String> known = tables;
    if (known == null) {
      known = new HashSet<>(session.query(TABLES, row -> lower(row.getString(1))));
      tables = known;
    }
    return known;
  }

  private List<Body> bodies() throws SQLException {
    List<Body> known = bodies;
    if (known == null) {
      known =
          session.query(
              BODIES, row -> new Body(lower(row.getString(1)), String.valueOf(row.getString(2))));
      bodies = known;
    }
    return known;
  }

  private static Set<String> withBodies(Set<String> words, List<Body> bodies) {
    Set<String> all = new HashSet<>(words);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Body body : bodies) {
        grown |= all.contains(body.name()) && all.addAll(words(body.text()));
      }
    }
    return all;
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(lower(matcher.group()));
    }
    return words;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
