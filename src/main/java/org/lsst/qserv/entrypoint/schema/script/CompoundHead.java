// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Finds where the body of a routine, trigger, event or compound statement starts. */
final class CompoundHead {
  private enum State {
    /** Before the first token. */
    START,
    AFTER_BEGIN,
    POSSIBLE_LABEL,
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
    /** The body starts with the next token. */
    BODY_NEXT,
    BODY,
    /** The statement has no body. */
    NONE
  }

  private static final Set<String> BLOCKS = Set.of("IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

  /** Types of objects that have no body. */
  private static final Set<String> WITHOUT_BODY =
      Set.of("TABLE", "VIEW", "INDEX", "DATABASE", "SCHEMA", "USER", "ROLE", "SERVER", "SEQUENCE");

  /** Keywords with which the body of a routine starts, unless it has a label. */
  private static final Set<String> BODY_START =
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

  /** Keywords after which {@code SET} is part of a type: {@code CHARACTER SET utf8}. */
  private static final Set<String> BEFORE_SET_TYPE = Set.of("CHARACTER", "CHAR", "RETURNS");

  private State state = State.START;
  private Token previous = new Token(Token.Type.SYMBOL, ";");
  private int depth;
  private boolean isPackageBody;

  /** Returns the head of a routine in a package, whose first keyword has been read. */
  static CompoundHead inRoutine() {
    CompoundHead head = new CompoundHead();
    head.state = State.PARAMETERS;
    return head;
  }

  static boolean isRoutine(Token token) {
    return token.is("PROCEDURE") || token.is("FUNCTION");
  }

  /** Returns whether the body is that of a package. */
  boolean isPackage() {
    return isPackageBody;
  }

  /** Must be called when the block of the package is opened. */
  void enterPackage() {
    isPackageBody = false;
  }

  /** Returns whether a semicolon is outside parentheses, and so ends a routine without body. */
  boolean hasBalancedParentheses() {
    return depth == 0;
  }

  /** Reads the next token of the statement, and returns whether it belongs to a body. */
  boolean advance(Token token) {
    if (state == State.BODY || state == State.BODY_NEXT) {
      state = State.BODY;
      return true;
    }
    state = after(token);
    if (token.isSymbol('(')) {
      depth++;
    } else if (token.isSymbol(')')) {
      depth--;
    }
    previous = token;
    return state == State.BODY;
  }

  private State after(Token token) {
    return switch (state) {
      case START -> first(token);
      case AFTER_BEGIN -> token.is("NOT") ? State.BODY : State.NONE;
      case POSSIBLE_LABEL -> token.isSymbol(':') ? State.BODY_NEXT : State.NONE;
      case CREATE -> created(token);
      case ALTER -> token.is("EVENT") ? State.EVENT : token.is("DEFINER") ? state : altered(token);
      case PARAMETERS -> depth == 1 && token.isSymbol(')') ? State.CHARACTERISTICS : state;
      case CHARACTERISTICS -> characteristic(token);
      case TRIGGER -> token.is("ROW") && previous.is("EACH") ? State.TRIGGER_ORDER : state;
      case TRIGGER_ORDER ->
          token.is("FOLLOWS") || token.is("PRECEDES") ? State.OTHER_TRIGGER : State.BODY;
      case OTHER_TRIGGER -> State.BODY_NEXT;
      case EVENT -> token.is("DO") ? State.BODY_NEXT : state;
      case PACKAGE -> inPackage(token);
      case SET -> token.is("STATEMENT") ? State.SET_STATEMENT : State.NONE;
      case SET_STATEMENT -> depth == 0 && token.is("FOR") ? State.START : state;
      case BODY_NEXT, BODY, NONE -> state;
    };
  }

  private static State first(Token token) {
    if (token.is("BEGIN")) {
      return State.AFTER_BEGIN;
    }
    if (token.is("CREATE")) {
      return State.CREATE;
    }
    if (token.is("ALTER")) {
      return State.ALTER;
    }
    if (token.is("SET")) {
      return State.SET;
    }
    return token.isOneOf(BLOCKS) ? State.BODY : State.POSSIBLE_LABEL;
  }

  private State created(Token token) {
    if (token.is("PROCEDURE") || token.is("FUNCTION")) {
      depth = 0; // DEFINER = CURRENT_USER()
      return State.PARAMETERS;
    }
    if (token.is("PACKAGE")) {
      return State.PACKAGE;
    }
    if (token.is("TRIGGER")) {
      return State.TRIGGER;
    }
    if (token.is("EVENT")) {
      return State.EVENT;
    }
    return token.isOneOf(WITHOUT_BODY) ? State.NONE : state;
  }

  /** The name and characteristics of a package are followed by its declarations and routines. */
  private State inPackage(Token token) {
    boolean first =
        isRoutine(token)
            || token.is("DECLARE")
            || token.is("END")
            || token.is("BEGIN")
            || (token.is("SET") && !previous.is("BODY"));
    isPackageBody = first;
    return first ? State.BODY : state;
  }

  private State altered(Token token) {
    boolean other = token.isOneOf(WITHOUT_BODY) || token.is("PROCEDURE") || token.is("FUNCTION");
    return other ? State.NONE : state;
  }

  private State characteristic(Token token) {
    if (depth > 0) {
      return state;
    }
    if (token.isSymbol(':')) {
      return State.BODY_NEXT;
    }
    boolean type = token.is("SET") && previous.isOneOf(BEFORE_SET_TYPE);
    return token.isOneOf(BODY_START) && !type ? State.BODY : state;
  }
}
