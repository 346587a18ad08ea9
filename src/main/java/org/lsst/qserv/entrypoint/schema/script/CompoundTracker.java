// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a statement token by token and knows whether it is inside a compound one, where a
 * semicolon ends a part and not the whole. It knows the grammar of bodies of routines, triggers,
 * events and packages and of {@code BEGIN NOT ATOMIC} as far as blocks go; the content of a part
 * does not matter, except that a {@code CASE} or {@code IF} in it is an expression.
 */
final class CompoundTracker {
  private enum Block {
    BEGIN,
    IF,
    CASE,
    CASE_EXPRESSION,
    LOOP,
    WHILE,
    REPEAT,
    FOR,
    PACKAGE;

    boolean isClosedBy(Token afterEnd) {
      boolean alone = this == BEGIN || this == CASE_EXPRESSION || this == PACKAGE;
      return !alone && afterEnd.is(name());
    }
  }

  private record Opened(Block block, int line) {}

  private static final Set<String> BLOCKS =
      Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

  private final Deque<Opened> open = new ArrayDeque<>();
  private final CompoundHead head = new CompoundHead();
  private @Nullable CompoundHead routine;
  private boolean atStart = true;
  private boolean declares;
  private @Nullable HandlerConditions handler;
  private @Nullable Block justClosed;
  private Token previous = new Token(Token.Type.SIGN, ";");
  private boolean mayBeLabel;

  /** Whether a semicolon here is part of the statement. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Returns the outermost block if it is open. */
  @Nullable Unclosed unclosed() {
    if (!isOpen()) {
      return null;
    }
    Opened outermost = open.getLast();
    Block block = outermost.block();
    String name = block == Block.CASE_EXPRESSION ? "CASE" : block.name();
    boolean alone =
        block == Block.BEGIN || block == Block.CASE_EXPRESSION || block == Block.PACKAGE;
    return new Unclosed(outermost.line(), name, alone ? "END" : "END " + name);
  }

  void add(Token token, int line) {
    if (head.isBodyAt(token)) {
      if (head.isPackage() && !isOpen()) {
        open.push(new Opened(Block.PACKAGE, line));
        head.enterPackage();
      }
      if (!isHeadOfRoutine(token)) {
        body(token, line);
      }
    }
    previous = token;
  }

  /** The routines of a package have heads of their own, and in its specification no bodies. */
  private boolean isHeadOfRoutine(Token token) {
    if (routine == null) {
      boolean starts = atStart && isIn(Block.PACKAGE) && CompoundHead.isRoutine(token);
      routine = starts ? CompoundHead.ofRoutine() : null;
      return starts;
    }
    boolean specification = token.isSign(';') && routine.isAfterParameters();
    if (specification || routine.isBodyAt(token)) {
      routine = null;
      return false;
    }
    return true;
  }

  private void body(Token token, int line) {
    Block closed = justClosed;
    justClosed = null;
    if (closed != null && closed.isClosedBy(token)) {
      return;
    }
    if (token.isSign(';')) {
      startsAgain();
      return;
    }
    if (handler != null && handler.takes(token)) {
      atStart = handler.isComplete();
      return;
    }
    handler = null;
    if (mayBeLabel && token.isSign(':')) {
      startsAgain();
      return;
    }
    mayBeLabel = false;
    if (atStart) {
      start(token, line);
      return;
    }
    inside(token, line);
  }

  private void startsAgain() {
    atStart = true;
    declares = false;
    mayBeLabel = false;
    handler = null;
  }

  /** Reads the first token of a part. */
  private void start(Token token, int line) {
    if (isNotAtomic(token)) {
      openIfFirst(line);
      return;
    }
    if (token.is("ELSE")) {
      return;
    }
    atStart = false;
    if (token.isOneOf(BLOCKS)) {
      Block block = Block.valueOf(token.text().toUpperCase(Locale.ROOT));
      open.push(new Opened(block, line));
      atStart = block == Block.BEGIN || block == Block.LOOP || block == Block.REPEAT;
      return;
    }
    if (token.is("END") && isOpen()) {
      justClosed = open.pop().block();
      return;
    }
    declares = token.is("DECLARE");
    mayBeLabel = true;
  }

  /** {@code BEGIN NOT ATOMIC} is still the beginning. */
  private boolean isNotAtomic(Token token) {
    return (token.is("NOT") && previous.is("BEGIN")) || (token.is("ATOMIC") && previous.is("NOT"));
  }

  /** The first word of a statement is BEGIN in a transaction, too; only now it is a block. */
  private void openIfFirst(int line) {
    if (!isOpen()) {
      open.push(new Opened(Block.BEGIN, line));
    }
  }

  private void inside(Token token, int line) {
    if (previous.isSign('.') || previous.isSign('@')) {
      return; // part of a name
    }
    if (token.is("CASE")) {
      open.push(new Opened(Block.CASE_EXPRESSION, line));
    } else if (token.is("END") && (isIn(Block.CASE_EXPRESSION) || isIn(Block.REPEAT))) {
      justClosed = open.pop().block();
    } else if (token.is("THEN")) {
      atStart = isIn(Block.IF) || isIn(Block.CASE);
    } else if (token.is("DO")) {
      atStart = isIn(Block.WHILE) || isIn(Block.FOR);
    } else if (declares && token.is("HANDLER")) {
      handler = new HandlerConditions();
    }
  }

  private boolean isIn(Block block) {
    return isOpen() && open.getFirst().block() == block;
  }
}
