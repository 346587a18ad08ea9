// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/**
 * Reads the current definitions of objects in one round trip. How the server writes a definition
 * depends on the session: it omits the current database from a view, and the SQL mode decides how
 * it quotes names. So the control session reads them, whose settings no script changes.
 */
final class SqlDefinitionReader implements DefinitionReader {
  /** Separates the parts of a key; a name cannot contain it. */
  private static final String SEPARATOR = "\u0000";

  private static final Pattern AUTO_INCREMENT = Pattern.compile(" AUTO_INCREMENT=\\d+");

  /**
   * No such database, table, routine, trigger, event, sequence, account or grant for it, and the
   * codes for an object of another type.
   */
  private static final Set<Integer> ABSENT_CODES =
      Set.of(1049, 1146, 1305, 1360, 1539, 4091, 1133, 1141, 1347, 1965, 4089);

  private static final Set<ObjectType> IN_A_DATABASE =
      EnumSet.complementOf(EnumSet.of(ObjectType.DATABASE, ObjectType.USER, ObjectType.OTHER));

  private final ServerSession session;

  SqlDefinitionReader(ServerSession session) {
    this.session = session;
  }

  /** Returns the objects with qualified names, by keys that are unique for each object. */
  static Map<String, ObjectEffect> objects(List<ObjectEffect> effects, String database) {
    Map<String, ObjectEffect> objects = new LinkedHashMap<>();
    for (ObjectEffect effect : effects) {
      String where = effect.database().isEmpty() ? database : effect.database();
      objects.put(
          String.join(SEPARATOR, effect.type().name(), where, effect.name()),
          new ObjectEffect(effect.type(), where, effect.name(), effect.effect(), effect.guarded()));
    }
    return objects;
  }

  /** Returns the objects of keys from {@link #objects}, with the effect {@link Effect#ALTERED}. */
  static Map<String, ObjectEffect> objectsOf(Set<String> keys) {
    Map<String, ObjectEffect> objects = new LinkedHashMap<>();
    for (String key : keys) {
      String[] parts = key.split(SEPARATOR, -1);
      objects.put(
          key,
          new ObjectEffect(
              ObjectType.valueOf(parts[0]), parts[1], parts[2], Effect.ALTERED, false));
    }
    return objects;
  }

  @Override
  public Map<String, Definition> of(Map<String, ObjectEffect> objects) throws SQLException {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    List<Map.Entry<String, ObjectEffect>> shown = new ArrayList<>();
    StringBuilder block =
        new StringBuilder(
            "BEGIN NOT ATOMIC DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN GET DIAGNOSTICS"
                + " CONDITION 1 @code = MYSQL_ERRNO, @text = MESSAGE_TEXT; SELECT @code, @text;"
                + " END;");
    for (Map.Entry<String, ObjectEffect> object : objects.entrySet()) {
      definitions.put(object.getKey(), Definition.UNKNOWN);
      Optional<String> show = show(object.getValue());
      if (show.isPresent()) {
        shown.add(object);
        block.append(show.get()).append(';');
      }
    }
    if (!shown.isEmpty()) {
      read(block.append(" END").toString(), shown, definitions);
    }
    return definitions;
  }

  private void read(
      String block,
      List<Map.Entry<String, ObjectEffect>> shown,
      Map<String, Definition> definitions)
      throws SQLException {
    synchronized (session) {
      try (Statement statement = session.connection().createStatement()) {
        boolean rows = statement.execute(block);
        for (Map.Entry<String, ObjectEffect> object : shown) {
          if (!rows) {
            throw new SQLException("the server returned fewer definitions than were requested");
          }
          try (ResultSet result = statement.getResultSet()) {
            definitions.put(object.getKey(), definition(object.getValue().type(), result));
          }
          rows = statement.getMoreResults();
        }
      }
    }
  }

  private static Definition definition(ObjectType type, ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return Definition.ABSENT;
    }
    if (rows.getMetaData().getColumnLabel(1).equals("@code")) {
      int code = rows.getInt(1);
      if (ABSENT_CODES.contains(code)) {
        return Definition.ABSENT;
      }
      if (type == ObjectType.USER) {
        return Definition.UNKNOWN; // an operator may create accounts without seeing them
      }
      throw new SQLException(rows.getString(2), "HY000", code);
    }
    // the other columns hold times and settings of the session
    int column =
        switch (type) {
          case PROCEDURE, FUNCTION, TRIGGER -> 3;
          case EVENT -> 4;
          case USER -> 1;
          case TABLE, VIEW, SEQUENCE, DATABASE, OTHER -> 2;
        };
    String text = String.valueOf(rows.getString(column));
    return Definition.of(AUTO_INCREMENT.matcher(text).replaceFirst(""));
  }

  private static Optional<String> show(ObjectEffect object) {
    if (object.database().isEmpty() && IN_A_DATABASE.contains(object.type())) {
      return Optional.empty(); // the server will refuse the statement
    }
    String name = quoted(object.database()) + "." + quoted(object.name());
    return switch (object.type()) {
      case TABLE, VIEW, SEQUENCE -> Optional.of("SHOW CREATE TABLE " + name);
      case PROCEDURE -> Optional.of("SHOW CREATE PROCEDURE " + name);
      case FUNCTION -> Optional.of("SHOW CREATE FUNCTION " + name);
      case TRIGGER -> Optional.of("SHOW CREATE TRIGGER " + name);
      case EVENT -> Optional.of("SHOW CREATE EVENT " + name);
      case DATABASE ->
          Optional.of(
              "SHOW CREATE DATABASE "
                  + quoted(object.name().isEmpty() ? object.database() : object.name()));
      // SHOW CREATE USER of an account that does not exist breaks the result in the middle
      case USER -> Optional.of(account(object.name()));
      case OTHER -> Optional.empty();
    };
  }

  private static String account(String name) {
    int at = name.lastIndexOf('@');
    String user = at < 0 ? name : name.substring(0, at);
    String host = at < 0 ? "%" : name.substring(at + 1);
    return "SELECT SHA2(Priv, 256) FROM mysql.global_priv WHERE User = "
        + literal(user)
        + " AND Host = "
        + literal(host);
  }

  private static String literal(String text) {
    return "x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  private static String quoted(String name) {
    return ServerSession.quoted(name);
  }
}
