package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * What a person wants to know of a schema.
 *
 * @param version what its table of versions says
 * @param newest the newest version that the scripts lead to
 * @param unfinished the upgrade that was begun and has no end, in words
 * @param worker who works on it now
 */
public record SchemaStatus(
    String module,
    String database,
    String place,
    Version version,
    Version newest,
    Optional<String> unfinished,
    Optional<String> worker,
    boolean journalReadable) {

  /** A schema's state in a word. */
  public enum Word {
    CURRENT,
    OUTDATED,
    NEWER,
    UNINITIALISED,
    UNFINISHED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the status, and changes nothing.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure 69 or 77 if the server cannot be asked
   */
  public static SchemaStatus read(SchemaTarget target) {
    try (Session session = Session.open(target.url())) {
      return read(session, target);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "reading the state of " + target.database());
    }
  }

  /**
   * The same for somebody who does not wait.
   *
   * @param patience for connecting and for each answer
   */
  public static SchemaStatus read(SchemaTarget target, Duration patience) throws SQLException {
    try (Session session = Session.open(target.url(), patience)) {
      return read(session, target);
    }
  }

  private static SchemaStatus read(Session session, SchemaTarget target) throws SQLException {
    SchemaState state = SchemaState.read(session, target.database());
    Optional<String> unfinished = Optional.empty();
    if (state.unfinished().isPresent()) {
      unfinished = Optional.of(words(session, target, state.unfinished().get()));
    }
    return new SchemaStatus(
        target.module(),
        target.database(),
        target.url().place(),
        state.version(),
        target.scripts().newest(),
        unfinished,
        new UpgradeLock(session, target.database()).holder(),
        state.journalReadable());
  }

  private static String words(Session session, SchemaTarget target, Journal.Path path)
      throws SQLException {
    Map<Integer, Journal.Row> rows = new Journal(session, target.database(), "").rows(path);
    long done = rows.values().stream().filter(row -> row.state().isOver()).count();
    String error =
        rows.values().stream()
            .flatMap(row -> row.error().stream())
            .reduce((first, second) -> second)
            .map(text -> ", last error: " + text)
            .orElse("");
    return "from "
        + path.from()
        + " to "
        + path.to()
        + ", "
        + done
        + " of "
        + path.steps()
        + " steps done, begun "
        + path.begun()
        + " by "
        + path.byWhom()
        + error;
  }

  /** The state in a word. */
  public Word word() {
    if (unfinished.isPresent()) {
      return Word.UNFINISHED;
    }
    if (!version.isInitialised()) {
      return Word.UNINITIALISED;
    }
    int order = version.compareTo(newest);
    return order == 0 ? Word.CURRENT : order < 0 ? Word.OUTDATED : Word.NEWER;
  }
}
