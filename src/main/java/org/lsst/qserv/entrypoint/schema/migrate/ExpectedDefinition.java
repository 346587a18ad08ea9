// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the changed definition of an object is the result of a statement. It executes the
 * statement on a copy: in a scratch database, on an empty table with the definition that the object
 * had before. A routine, trigger or event is compared by its body, which the server stores
 * verbatim.
 */
final class ExpectedDefinition implements ExpectedResult {
  private static final Logger LOG = LoggerFactory.getLogger(ExpectedDefinition.class);
  private static final String SCRATCH = "qservSchemaScratch";

  private static final String NAME = "(?:`(?:[^`]|``)+`|[\\w$]+)";
  private static final String QUALIFIED = NAME + "(?:\\s*\\.\\s*" + NAME + ")?";

  /** A statement that changes one table or sequence; the first group is its name. */
  private static final Pattern TABLE_STATEMENT =
      Pattern.compile(
          "\\s*(?:(?:CREATE|ALTER)\\s+(?:OR\\s+REPLACE\\s+|IGNORE\\s+|ONLINE\\s+)*"
              + "(?:TABLE|SEQUENCE)\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?"
              + "|CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+|FULLTEXT\\s+|SPATIAL\\s+)?INDEX\\s+"
              + NAME
              + "\\s+(?:USING\\s+\\w+\\s+)?ON\\s+"
              + "|DROP\\s+INDEX\\s+"
              + NAME
              + "\\s+ON\\s+)("
              + QUALIFIED
              + ")(?![\\w$`.]).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A statement that defines a view; the groups are its verb and its name. */
  private static final Pattern VIEW_STATEMENT =
      Pattern.compile(
          "\\s*(CREATE|ALTER)\\s+(?:OR\\s+REPLACE\\s+|ALGORITHM\\s*=\\s*\\w+\\s+"
              + "|DEFINER\\s*=\\s*\\S+\\s+|SQL\\s+SECURITY\\s+\\w+\\s+)*VIEW\\s+("
              + QUALIFIED
              + ")(?![\\w$`.]).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern READS_OTHERS =
      Pattern.compile(".*\\b(SELECT|LIKE|EXECUTE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String BODY_QUERY =
      "SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES"
          + " WHERE ROUTINE_SCHEMA = ? AND ROUTINE_NAME = ? AND ROUTINE_TYPE = ?"
          + " UNION ALL SELECT ACTION_STATEMENT FROM information_schema.TRIGGERS"
          + " WHERE TRIGGER_SCHEMA = ? AND TRIGGER_NAME = ? AND ? = 'TRIGGER'"
          + " UNION ALL SELECT EVENT_DEFINITION FROM information_schema.EVENTS"
          + " WHERE EVENT_SCHEMA = ? AND EVENT_NAME = ? AND ? = 'EVENT'";

  private static final String END_OF_COMMENT = "*/";

  private static final String CHARACTER_SET_QUERY =
      "SELECT CONCAT(' CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME, ' COLLATE ',"
          + " DEFAULT_COLLATION_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?";

  private final ServerSession control;
  private final ScriptConnection script;

  /** Named after the session, because two upgrades on one server may compare at the same time. */
  private final String scratch;

  /**
   * Creates comparisons for one script.
   *
   * @param script the session of the script, with the settings that its earlier statements have
   *     made
   */
  ExpectedDefinition(ServerSession control, ScriptConnection script) {
    this.control = control;
    this.script = script;
    this.scratch = SCRATCH + control.id();
  }

  @Override
  public boolean matches(String statement, ObjectEffect object, Definition before, Definition now)
      throws SQLException {
    return switch (object.type()) {
      case TABLE, SEQUENCE -> matchesTable(statement, object, before, now);
      case PROCEDURE, FUNCTION, TRIGGER, EVENT -> matchesBody(statement, object);
      case DATABASE -> before.isAbsent();
      case VIEW -> matchesView(statement, object, now);
      case USER, OTHER -> false;
    };
  }

  private boolean matchesBody(String statement, ObjectEffect object) throws SQLException {
    String type = object.type().name();
    Optional<String> body =
        control.string(
            BODY_QUERY,
            object.database(),
            object.name(),
            type,
            object.database(),
            object.name(),
            type,
            object.database(),
            object.name(),
            type);
    return body.isPresent() && endsWith(statement.strip(), body.get().strip());
  }

  /** In a dump, a version-specific comment encloses the body. */
  private static boolean endsWith(String statement, String body) {
    return statement.endsWith(body)
        || (statement.endsWith(END_OF_COMMENT)
            && statement
                .substring(0, statement.length() - END_OF_COMMENT.length())
                .strip()
                .endsWith(body));
  }

  private boolean matchesTable(
      String statement, ObjectEffect object, Definition before, Definition now)
      throws SQLException {
    Matcher target = TABLE_STATEMENT.matcher(statement);
    boolean isKnown = before.isAbsent() || !before.text().isEmpty();
    if (!target.matches() || READS_OTHERS.matcher(statement).matches() || !isKnown) {
      return false;
    }
    String onCopy =
        statement.substring(0, target.start(1))
            + copyOf(object)
            + statement.substring(target.end(1));
    return isResultOf(
        "SET STATEMENT foreign_key_checks=0 FOR " + onCopy.strip(), object, before, now);
  }

  /** A view is defined by its query alone, so it needs no copy of its previous definition. */
  private boolean matchesView(String statement, ObjectEffect object, Definition now)
      throws SQLException {
    Matcher target = VIEW_STATEMENT.matcher(statement);
    if (!target.matches()) {
      return false;
    }
    String onCopy =
        "CREATE"
            + statement.substring(target.end(1), target.start(2))
            + copyOf(object)
            + statement.substring(target.end(2));
    return isResultOf(onCopy, object, Definition.ABSENT, now);
  }

  private String copyOf(ObjectEffect object) {
    return ServerSession.quoted(scratch) + "." + ServerSession.quoted(object.name());
  }

  private boolean isResultOf(String onCopy, ObjectEffect object, Definition before, Definition now)
      throws SQLException {
    try {
      control.update(
          "CREATE OR REPLACE DATABASE "
              + scratch
              + control.string(CHARACTER_SET_QUERY, object.database()).orElse(""));
      if (before.isPresent()) {
        createCopy(before.text());
      }
      script.execute(StatementPacket.of(onCopy));
      return isSame(object, now);
    } catch (SQLException e) {
      LOG.debug(
          "cannot determine the expected result of the statement: error {}", e.getErrorCode());
      return false;
    } finally {
      removeScratch();
    }
  }

  private void removeScratch() {
    try {
      control.update("DROP DATABASE IF EXISTS " + scratch);
    } catch (SQLException e) {
      LOG.debug("cannot drop database {}: error {}", scratch, e.getErrorCode());
    }
  }

  /**
   * Creates the copy in the control session, which has no current database: the name is qualified.
   */
  private void createCopy(String definition) throws SQLException {
    Matcher target = TABLE_STATEMENT.matcher(definition);
    if (!target.matches()) {
      throw new SQLException("not a table");
    }
    control.update(
        "SET STATEMENT foreign_key_checks=0 FOR "
            + definition.substring(0, target.start(1))
            + scratch
            + "."
            + definition.substring(target.start(1)));
  }

  private boolean isSame(ObjectEffect object, Definition now) throws SQLException {
    ObjectEffect copy =
        new ObjectEffect(
            ObjectType.TABLE, scratch, object.name(), object.effect(), object.guarded());
    Definition made =
        new SqlDefinitionReader(control)
            .of(Map.of("copy", copy))
            .getOrDefault("copy", Definition.UNKNOWN);
    // the server writes the database of a view into its definition
    String text =
        made.text()
            .replace(
                copyOf(object),
                ServerSession.quoted(object.database())
                    + "."
                    + ServerSession.quoted(object.name()));
    return made.isPresent() && Definition.of(text).matches(now);
  }
}
