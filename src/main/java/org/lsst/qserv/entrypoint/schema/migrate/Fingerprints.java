package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/**
 * What definitions look like now, as checksums that can be compared later. The server writes a
 * definition as the session has it (a view without the name of the current database, names in the
 * quotes of sql_mode), so they are taken in a session that no script ever touches.
 */
final class Fingerprints implements AutoCloseable {
  /** A thing that is not there. */
  static final String ABSENT = "absent";

  /** A thing that the server cannot show, so that nothing can be known of it. */
  static final String UNKNOWN = "unknown";

  private static final Pattern AUTO_INCREMENT = Pattern.compile(" AUTO_INCREMENT=\\d+");

  /**
   * No such database, table, routine, trigger, event, sequence, account, grant for it, and the two
   * codes for a thing of another kind.
   */
  private static final Set<Integer> NOT_THERE =
      Set.of(1049, 1146, 1305, 1360, 1539, 4091, 1133, 1141, 1347, 1965, 4089);

  private static final Set<ObjectType> IN_A_DATABASE =
      EnumSet.complementOf(EnumSet.of(ObjectType.DATABASE, ObjectType.USER, ObjectType.OTHER));

  /** The longest that the server knows: a year. */
  private static final int IDLE_SECONDS = 31_536_000;

  private final Session session;

  private Fingerprints(Session session) {
    this.session = session;
  }

  /** Opens a session for them, which may be idle for as long as a statement takes. */
  static Fingerprints open(SchemaTarget target) throws SQLException {
    Session session = Session.open(target.url());
    session.update("SET SESSION wait_timeout = ?", IDLE_SECONDS);
    return new Fingerprints(session);
  }

  @Override
  public void close() {
    session.close();
  }

  /** A line for each thing: its name and its checksum. */
  String of(UpgradeStep step, String database) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, ObjectEffect> thing : things(step, database).entrySet()) {
      lines.add(thing.getKey() + "\t" + of(thing.getValue(), database));
    }
    return String.join("\n", lines);
  }

  /** The fingerprints of a line each, by name. */
  static Map<String, String> parse(String lines) {
    Map<String, String> parsed = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> parsed.put(parts[0], parts[1]));
    return parsed;
  }

  /** The things that a step names, each by a name that is its own. */
  static Map<String, ObjectEffect> things(UpgradeStep step, String database) {
    Map<String, ObjectEffect> things = new LinkedHashMap<>();
    for (ObjectEffect effect : step.effects()) {
      things.put(effect.type() + " " + databaseOf(effect, database) + "." + effect.name(), effect);
    }
    return things;
  }

  private static String databaseOf(ObjectEffect effect, String database) {
    return effect.database().isEmpty() ? database : effect.database();
  }

  /** The checksum of a thing, {@link #ABSENT} or {@link #UNKNOWN}. */
  String of(ObjectEffect effect, String database) throws SQLException {
    Optional<String> show = show(effect, databaseOf(effect, database));
    if (show.isEmpty()) {
      return UNKNOWN;
    }
    try {
      List<String> rows = session.query(show.get(), row -> definition(effect.type(), row));
      return rows.isEmpty() ? ABSENT : Checksum.of(String.join("\n", rows));
    } catch (SQLException e) {
      if (NOT_THERE.contains(e.getErrorCode())) {
        return ABSENT;
      }
      throw e;
    }
  }

  private static Optional<String> show(ObjectEffect effect, String database) {
    if (database.isEmpty() && IN_A_DATABASE.contains(effect.type())) {
      return Optional.empty(); // the server will refuse it
    }
    String name = SchemaState.quoted(database) + "." + SchemaState.quoted(effect.name());
    return switch (effect.type()) {
      case TABLE, VIEW, SEQUENCE -> Optional.of("SHOW CREATE TABLE " + name);
      case PROCEDURE -> Optional.of("SHOW CREATE PROCEDURE " + name);
      case FUNCTION -> Optional.of("SHOW CREATE FUNCTION " + name);
      case TRIGGER -> Optional.of("SHOW CREATE TRIGGER " + name);
      case EVENT -> Optional.of("SHOW CREATE EVENT " + name);
      case DATABASE ->
          Optional.of(
              "SHOW CREATE DATABASE "
                  + SchemaState.quoted(effect.name().isEmpty() ? database : effect.name()));
      case USER -> Optional.of("SHOW CREATE USER " + account(effect.name()));
      case OTHER -> Optional.empty();
    };
  }

  private static String account(String name) {
    int at = name.lastIndexOf('@');
    String user = at < 0 ? name : name.substring(0, at);
    String host = at < 0 ? "%" : name.substring(at + 1);
    return SchemaState.quoted(user) + "@" + SchemaState.quoted(host);
  }

  /** Where the server's answer has the definition; the rest holds times and the session's own. */
  private static String definition(ObjectType type, java.sql.ResultSet row) throws SQLException {
    int column =
        switch (type) {
          case PROCEDURE, FUNCTION, TRIGGER -> 3;
          case EVENT -> 4;
          case USER -> 1;
          default -> 2;
        };
    return AUTO_INCREMENT.matcher(String.valueOf(row.getString(column))).replaceFirst("");
  }
}
