// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/**
 * A privilege that a statement needs, after MariaDB's documentation of GRANT. The list covers what
 * can be told from the statement: docs/upgrade-scripts.md has it as a table.
 *
 * @param database empty for a global privilege
 */
record PrivilegeNeed(String privilege, String database) {
  /** Returns the needs of a statement. */
  static List<PrivilegeNeed> of(ScriptStatement statement, String database) {
    List<PrivilegeNeed> needs = new ArrayList<>();
    String verb = firstWord(statement.text());
    for (ObjectEffect effect : statement.classification().effects()) {
      String where = effect.database().isEmpty() ? database : effect.database();
      String privilege = privilege(effect, verb);
      boolean isGlobal = effect.type() == ObjectEffect.ObjectType.USER;
      boolean ofDatabase = effect.type() == ObjectEffect.ObjectType.DATABASE;
      if (!privilege.isEmpty()) {
        needs.add(
            new PrivilegeNeed(
                privilege,
                isGlobal ? "" : ofDatabase && !effect.name().isEmpty() ? effect.name() : where));
      }
    }
    // with several tables, some of them may only be read
    if (statement.kind() == StatementKind.DATA
        && statement.classification().targets().size() == 1) {
      for (ObjectName name : statement.classification().targets()) {
        String where = name.database().isEmpty() ? database : name.database();
        toWrite(verb).forEach(privilege -> needs.add(new PrivilegeNeed(privilege, where)));
      }
    }
    return needs;
  }

  private static List<String> toWrite(String verb) {
    return switch (verb) {
      case "INSERT", "UPDATE", "DELETE" -> List.of(verb);
      case "REPLACE" -> List.of("INSERT", "DELETE");
      case "LOAD" -> List.of("INSERT");
      default -> List.of();
    };
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private static String privilege(ObjectEffect effect, String verb) {
    return switch (effect.type()) {
      case TABLE -> ofTable(effect.effect(), verb);
      case SEQUENCE, DATABASE ->
          effect.effect() == Effect.DROPPED
              ? "DROP"
              : effect.effect() == Effect.ALTERED ? "ALTER" : "CREATE";
      case VIEW -> effect.effect() == Effect.DROPPED ? "DROP" : "CREATE VIEW";
      case PROCEDURE, FUNCTION ->
          effect.effect() == Effect.CREATED ? "CREATE ROUTINE" : ""; // the creator may alter it
      case TRIGGER -> "TRIGGER";
      case EVENT -> "EVENT";
      case USER -> "CREATE USER";
      case OTHER -> "";
    };
  }

  /** CREATE INDEX, DROP INDEX and TRUNCATE change a table with another privilege than ALTER. */
  private static String ofTable(Effect effect, String verb) {
    return switch (effect) {
      case CREATED, CREATED_OR_REPLACED, RENAMED_TO -> "CREATE";
      case RENAMED_FROM -> "ALTER";
      case DROPPED -> "DROP";
      case ALTERED ->
          switch (verb) {
            case "ALTER" -> "ALTER";
            case "CREATE", "DROP" -> "INDEX";
            case "TRUNCATE" -> "DROP";
            default -> "";
          };
    };
  }
}
