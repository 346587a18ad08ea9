package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;

/**
 * Runs a step and records it, so that after a kill at any moment the journal tells what became of
 * it.
 *
 * <p>Data: the record is written before the statement and completed after it, in its transaction,
 * so both are there or neither. A definition change commits by itself: its record is committed
 * before it, with fingerprints of what it names, and completed after it. Where data is in a table
 * that knows no transactions the record is committed before the statement, too: found as running,
 * it means that nobody can tell.
 */
final class StepRunner {
  private static final int ROWS_AT_A_TIME = 1000;

  /** A DROP as far as the names. */
  private static final Pattern DROP =
      Pattern.compile("(\\bDROP\\s+\\w+)\\s+(?!IF\\s)", Pattern.CASE_INSENSITIVE);

  private final Session session;
  private final Fingerprints fingerprints;
  private final NonTransactional nonTransactional;
  private final SchemaTarget target;
  private final Journal journal;
  private final Journal.Path path;
  private final UpgradeLock lock;
  private final UpgradeListener listener;
  private String current = ""; // the database that names without one mean

  StepRunner(
      Session session,
      Fingerprints fingerprints,
      SchemaTarget target,
      Journal journal,
      Journal.Path path,
      UpgradeLock lock,
      UpgradeListener listener) {
    this.session = session;
    this.fingerprints = fingerprints;
    this.nonTransactional = new NonTransactional(session);
    this.target = target;
    this.journal = journal;
    this.path = path;
    this.lock = lock;
    this.listener = listener;
  }

  /** Begins a script, in the module's database if that exists. */
  void enter() throws SQLException {
    boolean exists =
        session
            .text(
                "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                target.database())
            .isPresent();
    if (exists) {
      session.update("USE " + SchemaState.quoted(target.database()));
    }
    current = exists ? target.database() : "";
  }

  /**
   * Runs a step.
   *
   * @param steps how many steps its script has
   * @return how many rows it changed
   * @throws Failure 65 if the server refuses it, 69 if the connection is lost, 75 if the lock is
   */
  long run(UpgradeStep step, int steps) throws SQLException {
    boolean definition = step.kind() == UpgradeStep.Kind.DEFINITION;
    String before = definition ? fingerprints.of(step, current) : "";
    if (!journal.running(path, step, steps, before, lock.name())) {
      throw lostLock();
    }
    boolean first = definition || isNonTransactional(step);
    if (first) {
      session.connection().commit();
    }
    long changed;
    try {
      changed = execute(step);
    } catch (SQLException e) {
      throw failed(step, steps, definition, e);
    }
    journal.done(path, step, changed);
    session.connection().commit();
    return changed;
  }

  private boolean isNonTransactional(UpgradeStep step) throws SQLException {
    return step.kind() == UpgradeStep.Kind.DATA && !nonTransactional.writtenBy(step).isEmpty();
  }

  /** Records that a step is done, which it was before. */
  long recordAsDone(UpgradeStep step) throws SQLException {
    journal.done(path, step, 0);
    session.connection().commit();
    return 0;
  }

  /** Records that a person takes a step for done. */
  long skip(UpgradeStep step) throws SQLException {
    journal.skipped(path, step);
    session.connection().commit();
    return 0;
  }

  /** Runs a DROP once more of which a part is done. */
  long dropWhatIsLeft(UpgradeStep step) throws SQLException {
    String text = step.statements().getFirst().text();
    execute(DROP.matcher(text).replaceFirst("$1 IF EXISTS "), step);
    nonTransactional.ran(step);
    journal.done(path, step, 0);
    session.connection().commit();
    return 0;
  }

  /** Runs the statements of a step without a record. */
  long execute(UpgradeStep step) throws SQLException {
    long changed = 0;
    for (SqlStatement statement : step.statements()) {
      changed += execute(statement.text(), step);
    }
    nonTransactional.ran(step);
    if (step.kind() == UpgradeStep.Kind.SESSION) {
      // an empty answer: a script may leave a database that it has dropped
      current = session.text("SELECT DATABASE()").orElse("");
    }
    return changed;
  }

  /** Runs a text, reads all that it returns, and passes on the server's warnings. */
  long execute(String sql, UpgradeStep step) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(ROWS_AT_A_TIME);
      long changed = 0;
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          readToTheEnd(statement);
        } else {
          changed += statement.getLargeUpdateCount();
        }
        rows = statement.getMoreResults();
      }
      for (SQLWarning warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        listener.warning(target.hideValues(step.place() + ": " + warning.getMessage()));
      }
      return changed;
    }
  }

  private static void readToTheEnd(Statement statement) throws SQLException {
    try (ResultSet result = statement.getResultSet()) {
      boolean more = true;
      while (more) {
        more = result.next();
      }
    }
  }

  private Failure failed(UpgradeStep step, int steps, boolean definition, SQLException e) {
    try {
      session.connection().rollback();
      boolean recorded = journal.rows(path).containsKey(step.index());
      // without a record, the whole of it was taken back
      if (!recorded) {
        journal.running(path, step, steps, "", lock.name());
      }
      Journal.State state = definition || !recorded ? Journal.State.FAILED : Journal.State.RUNNING;
      journal.error(path, step, state, target.hideValues(SqlFailures.reason(e)));
      session.connection().commit();
    } catch (SQLException second) {
      e.addSuppressed(second);
    }
    if (SqlFailures.isConnectionLost(e)) {
      return SqlFailures.of(e, target.url(), step.place());
    }
    return new Failure(
        ExitCode.BAD_DATA,
        target.hideValues(
            target
                + ": "
                + step.script().file()
                + ": "
                + step.line()
                + ": "
                + SqlFailures.reason(e)),
        "mend what it says and run the same command again: it goes on with this statement");
  }

  private Failure lostLock() {
    return new Failure(
        ExitCode.TRY_AGAIN,
        target + ": the lock " + lock.name() + " is no longer held by this upgrade",
        "run the same command again: it goes on where this one ended");
  }
}
