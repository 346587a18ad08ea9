package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a script may leave behind in its session. Each script gets a session as it was at the start,
 * so that a path that goes on later finds the same.
 */
final class SessionVariables {
  private static final Logger LOG = LoggerFactory.getLogger(SessionVariables.class);

  private static final String ALL =
      "SELECT VARIABLE_NAME, SESSION_VALUE, VARIABLE_TYPE FROM information_schema.SYSTEM_VARIABLES"
          + " WHERE VARIABLE_SCOPE = 'SESSION' AND READ_ONLY = 'NO' AND SESSION_VALUE IS NOT NULL"
          // these change by themselves, or belong to the connection
          + " AND VARIABLE_NAME NOT IN ('AUTOCOMMIT', 'TIMESTAMP', 'INSERT_ID', 'LAST_INSERT_ID',"
          + " 'IDENTITY', 'RAND_SEED1', 'RAND_SEED2', 'PSEUDO_THREAD_ID', 'LAST_GTID',"
          + " 'WARNING_COUNT', 'ERROR_COUNT', 'WAIT_TIMEOUT', 'GTID_SEQ_NO', 'SERVER_ID',"
          + " 'GTID_DOMAIN_ID', 'SQL_LOG_BIN',"
          // these follow the current database
          + " 'CHARACTER_SET_DATABASE', 'COLLATION_DATABASE')";

  private record Variable(String value, boolean isNumber) {}

  private final Session session;
  private final Map<String, Variable> initial;

  /** Remembers how the session is now. */
  SessionVariables(Session session) throws SQLException {
    this.session = session;
    this.initial = read();
  }

  private Map<String, Variable> read() throws SQLException {
    Map<String, Variable> all = new LinkedHashMap<>();
    session
        .query(
            ALL,
            row ->
                Map.entry(
                    row.getString(1),
                    new Variable(
                        String.valueOf(row.getString(2)), row.getString(3).contains("INT"))))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  /** Puts back what has changed, and forgets the user variables. */
  void reset() throws SQLException {
    for (Map.Entry<String, Variable> variable : read().entrySet()) {
      Variable was = initial.get(variable.getKey());
      if (was != null && !was.equals(variable.getValue())) {
        set(variable.getKey(), was);
      }
    }
    for (String name :
        session.query(
            "SELECT VARIABLE_NAME FROM information_schema.USER_VARIABLES",
            row -> row.getString(1))) {
      session.update("SET @" + SchemaState.quoted(name) + " = NULL");
    }
  }

  /** One that the server changed by itself may be one that nobody can set. */
  private void set(String name, Variable value) throws SQLException {
    try {
      session.update(
          "SET SESSION " + name + " = ?",
          value.isNumber() ? (Object) Long.valueOf(value.value()) : value.value());
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        throw e;
      }
      LOG.debug("session variable {} stays as it is: {}", name, SqlFailures.reason(e));
    }
  }
}
