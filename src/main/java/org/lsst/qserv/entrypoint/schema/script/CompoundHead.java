// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Reads a statement up to where a body starts: after the head of a routine, trigger or event. */
final class CompoundHead {
  private enum Place {
    FIRST_WORD,
    AFTER_BEGIN,
    MAY_BE_LABEL,
    CREATE,
    ALTER,
    PARAMETERS,
    CHARACTERISTICS,
    TRIGGER,
    TRIGGER_ORDER,
    OTHER_TRIGGER,
    EVENT,
    PACKAGE,
    SET,
    SET_STATEMENT,
    /** From the next word on. */
    BODY_NEXT,
    BODY,
    /** Not a statement with a body. */
    NONE
  }

  private static final Set<String> BLOCKS = Set.of("IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

  /** What can be created and has no body. */
  private static final Set<String> WITHOUT_BODY =
      Set.of("TABLE", "VIEW", "INDEX", "DATABASE", "SCHEMA", "USER", "ROLE", "SERVER", "SEQUENCE");

  /** The first word of a routine's body, unless it has a label. */
  private static final Set<String> FIRST_OF_BODY =
      Set.of(
          "BEGIN",
          "IF",
          "CASE",
          "LOOP",
          "WHILE",
          "REPEAT",
          "FOR",
          "RETURN",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "REPLACE",
          "SET",
          "CALL",
          "DO",
          "WITH",
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "SIGNAL",
          "EXECUTE",
          "PREPARE",
          "VALUES",
          "SHOW",
          "RENAME",
          "LOAD",
          "GET");

  /** After these, SET is not a statement: {@code CHARACTER SET utf8}, {@code RETURNS SET('a')}. */
  private static final Set<String> OF_A_TYPE = Set.of("CHARACTER", "CHAR", "RETURNS");

  private Place place = Place.FIRST_WORD;
  private Token previous = new Token(Token.Type.SIGN, ";");
  private int depth;
  private boolean ofPackage;

  /** Returns the head of a routine of a package, whose first keyword is already read. */
  static CompoundHead ofRoutine() {
    CompoundHead head = new CompoundHead();
    head.place = Place.PARAMETERS;
    return head;
  }

  static boolean isRoutine(Token token) {
    return token.is("PROCEDURE") || token.is("FUNCTION");
  }

  /** Returns whether the body is that of a package. */
  boolean isPackage() {
    return ofPackage;
  }

  /** Notes that the block of the package is open. */
  void enterPackage() {
    ofPackage = false;
  }

  /** Returns whether a semicolon ends a routine that has no body. */
  boolean isAfterParameters() {
    return depth == 0;
  }

  /** Returns whether the next token of the statement belongs to a body. */
  boolean isBodyAt(Token token) {
    if (place == Place.BODY || place == Place.BODY_NEXT) {
      place = Place.BODY;
      return true;
    }
    place = after(token);
    if (token.isSign('(')) {
      depth++;
    } else if (token.isSign(')')) {
      depth--;
    }
    previous = token;
    return place == Place.BODY;
  }

  private Place after(Token token) {
    return switch (place) {
      case FIRST_WORD -> first(token);
      case AFTER_BEGIN -> token.is("NOT") ? Place.BODY : Place.NONE;
      case MAY_BE_LABEL -> token.isSign(':') ? Place.BODY_NEXT : Place.NONE;
      case CREATE -> created(token);
      case ALTER -> token.is("EVENT") ? Place.EVENT : token.is("DEFINER") ? place : altered(token);
      case PARAMETERS -> depth == 1 && token.isSign(')') ? Place.CHARACTERISTICS : place;
      case CHARACTERISTICS -> characteristic(token);
      case TRIGGER -> token.is("ROW") && previous.is("EACH") ? Place.TRIGGER_ORDER : place;
      case TRIGGER_ORDER ->
          token.is("FOLLOWS") || token.is("PRECEDES") ? Place.OTHER_TRIGGER : Place.BODY;
      case OTHER_TRIGGER -> Place.BODY_NEXT;
      case EVENT -> token.is("DO") ? Place.BODY_NEXT : place;
      case PACKAGE -> ofPackage(token);
      case SET -> token.is("STATEMENT") ? Place.SET_STATEMENT : Place.NONE;
      case SET_STATEMENT -> depth == 0 && token.is("FOR") ? Place.FIRST_WORD : place;
      case BODY_NEXT, BODY, NONE -> place;
    };
  }

  private static Place first(Token token) {
    if (token.is("BEGIN")) {
      return Place.AFTER_BEGIN;
    }
    if (token.is("CREATE")) {
      return Place.CREATE;
    }
    if (token.is("ALTER")) {
      return Place.ALTER;
    }
    if (token.is("SET")) {
      return Place.SET;
    }
    return token.isOneOf(BLOCKS) ? Place.BODY : Place.MAY_BE_LABEL;
  }

  private Place created(Token token) {
    if (token.is("PROCEDURE") || token.is("FUNCTION")) {
      depth = 0; // DEFINER = CURRENT_USER()
      return Place.PARAMETERS;
    }
    if (token.is("PACKAGE")) {
      return Place.PACKAGE;
    }
    if (token.is("TRIGGER")) {
      return Place.TRIGGER;
    }
    if (token.is("EVENT")) {
      return Place.EVENT;
    }
    return token.isOneOf(WITHOUT_BODY) ? Place.NONE : place;
  }

  /** After the name and the characteristics, or after AS in Oracle's manner, parts follow. */
  private Place ofPackage(Token token) {
    boolean first =
        isRoutine(token)
            || token.is("DECLARE")
            || token.is("END")
            || token.is("BEGIN")
            || (token.is("SET") && !previous.is("BODY"));
    ofPackage = first;
    return first ? Place.BODY : place;
  }

  private Place altered(Token token) {
    boolean other = token.isOneOf(WITHOUT_BODY) || token.is("PROCEDURE") || token.is("FUNCTION");
    return other ? Place.NONE : place;
  }

  private Place characteristic(Token token) {
    if (depth > 0) {
      return place;
    }
    if (token.isSign(':')) {
      return Place.BODY_NEXT;
    }
    boolean type = token.is("SET") && previous.isOneOf(OF_A_TYPE);
    return token.isOneOf(FIRST_OF_BODY) && !type ? Place.BODY : place;
  }
}
