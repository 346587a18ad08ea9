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
 * A privilege that a statement requires, according to MariaDB's documentation of GRANT. It covers
 * only what the text of the statement shows; docs/upgrade-script-reference.md has the table.
 *
 * @param database the database in which the privilege is required; empty for a global privilege
 */
record RequiredPrivilege(String privilege, String database) {
  /** Returns the privileges that a statement requires, with a default for unqualified names. */
  static List<RequiredPrivilege> of(ScriptStatement statement, String database) {
    List<RequiredPrivilege> required = new ArrayList<>();
    String verb = verb(statement.text());
    for (ObjectEffect effect : statement.classification().effects()) {
      String where = effect.database().isEmpty() ? database : effect.database();
      boolean isGlobal = effect.type() == ObjectEffect.ObjectType.USER;
      boolean isDatabase = effect.type() == ObjectEffect.ObjectType.DATABASE;
      String place = isGlobal ? "" : isDatabase && !effect.name().isEmpty() ? effect.name() : where;
      privileges(effect, verb)
          .forEach(privilege -> required.add(new RequiredPrivilege(privilege, place)));
    }
    // with several tables, some of them may only be read
    if (statement.kind() == StatementKind.DATA
        && statement.classification().targets().size() == 1) {
      for (ObjectName name : statement.classification().targets()) {
        String where = name.database().isEmpty() ? database : name.database();
        writePrivileges(verb)
            .forEach(privilege -> required.add(new RequiredPrivilege(privilege, where)));
      }
    }
    if (verb.equals("LOAD")) {
      required.add(new RequiredPrivilege("FILE", ""));
    }
    return required;
  }

  private static List<String> writePrivileges(String verb) {
    return switch (verb) {
      case "INSERT", "UPDATE", "DELETE" -> List.of(verb);
      case "REPLACE" -> List.of("INSERT", "DELETE");
      case "LOAD" -> List.of("INSERT");
      default -> List.of();
    };
  }

  private static String verb(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private static List<String> privileges(ObjectEffect effect, String verb) {
    return switch (effect.type()) {
      case TABLE -> tablePrivileges(effect.effect(), verb);
      case SEQUENCE, DATABASE ->
          switch (effect.effect()) {
            case DROPPED -> List.of("DROP");
            case ALTERED -> List.of("ALTER");
            case CREATED_OR_REPLACED -> List.of("CREATE", "DROP");
            default -> List.of("CREATE");
          };
      case VIEW ->
          switch (effect.effect()) {
            case DROPPED -> List.of("DROP");
            case CREATED -> List.of("CREATE VIEW");
            default -> List.of("CREATE VIEW", "DROP");
          };
      case PROCEDURE, FUNCTION ->
          switch (effect.effect()) {
            case CREATED, CREATED_OR_REPLACED -> List.of("CREATE ROUTINE");
            default -> List.of(); // its creator may alter and drop it
          };
      case TRIGGER -> List.of("TRIGGER");
      case EVENT -> List.of("EVENT");
      case USER -> List.of("CREATE USER");
      case OTHER -> List.of();
    };
  }

  /** CREATE INDEX, DROP INDEX and TRUNCATE require a privilege other than ALTER. */
  private static List<String> tablePrivileges(Effect effect, String verb) {
    return switch (effect) {
      case CREATED -> List.of("CREATE");
      case CREATED_OR_REPLACED -> List.of("CREATE", "DROP");
      case RENAMED_FROM -> List.of("ALTER", "DROP");
      case RENAMED_TO -> List.of("CREATE", "INSERT");
      case DROPPED -> List.of("DROP");
      case ALTERED ->
          switch (verb) {
            case "ALTER" -> List.of("ALTER");
            case "CREATE", "DROP" -> List.of("INDEX");
            case "TRUNCATE" -> List.of("DROP");
            default -> List.of();
          };
    };
  }
}
