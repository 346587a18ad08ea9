// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the blocks of a statement token by token, to decide whether a semicolon ends the whole
 * statement or only a part of it. It knows the blocks in bodies of routines, triggers, events and
 * packages, and those of {@code BEGIN NOT ATOMIC}. The content of a part does not matter, except
 * that a {@code CASE} or {@code IF} in it is an expression.
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

    /** Returns whether {@code END} alone closes the block, without the keyword of the block. */
    boolean isClosedByEndAlone() {
      return this == BEGIN || this == CASE_EXPRESSION || this == PACKAGE;
    }

    boolean isClosedBy(Token afterEnd) {
      return !isClosedByEndAlone() && afterEnd.is(name());
    }
  }

  private record OpenBlock(Block block, int line) {}

  private static final Set<String> BLOCKS =
      Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

  private final Deque<OpenBlock> open = new ArrayDeque<>();
  private final CompoundHead head = new CompoundHead();
  private @Nullable CompoundHead routine;
  private boolean atStart = true;
  private boolean declares;
  private @Nullable HandlerConditions handler;
  private @Nullable Block justClosed;
  private Token previous = new Token(Token.Type.SYMBOL, ";");
  private boolean mayBeLabel;

  /** Returns whether a block is open, so that a semicolon does not end the statement. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Returns the outermost open block, or null if there is none. */
  @Nullable UnclosedElement unclosed() {
    if (!isOpen()) {
      return null;
    }
    OpenBlock outermost = open.getLast();
    Block block = outermost.block();
    String name = block == Block.CASE_EXPRESSION ? "CASE" : block.name();
    String terminator = block.isClosedByEndAlone() ? "END" : "END " + name;
    return new UnclosedElement(outermost.line(), name, terminator);
  }

  void add(Token token, int line) {
    if (head.advance(token)) {
      if (head.isPackage() && !isOpen()) {
        open.push(new OpenBlock(Block.PACKAGE, line));
        head.enterPackage();
      }
      if (!isHeadOfRoutine(token)) {
        body(token, line);
      }
    }
    previous = token;
  }

  /** Each routine of a package has its own head; in a package specification it has no body. */
  private boolean isHeadOfRoutine(Token token) {
    if (routine == null) {
      boolean starts = atStart && isIn(Block.PACKAGE) && CompoundHead.isRoutine(token);
      routine = starts ? CompoundHead.inRoutine() : null;
      return starts;
    }
    boolean specification = token.isSymbol(';') && routine.hasBalancedParentheses();
    if (specification || routine.advance(token)) {
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
    if (token.isSymbol(';')) {
      startPart();
      return;
    }
    if (handler != null && handler.consume(token)) {
      atStart = handler.isComplete();
      return;
    }
    handler = null;
    if (mayBeLabel && token.isSymbol(':')) {
      startPart();
      return;
    }
    mayBeLabel = false;
    if (atStart) {
      start(token, line);
      return;
    }
    inside(token, line);
  }

  private void startPart() {
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
      open.push(new OpenBlock(block, line));
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

  /** A part starts after {@code BEGIN NOT ATOMIC} as it does after {@code BEGIN}. */
  private boolean isNotAtomic(Token token) {
    return (token.is("NOT") && previous.is("BEGIN")) || (token.is("ATOMIC") && previous.is("NOT"));
  }

  /** {@code BEGIN} alone starts a transaction; only {@code NOT ATOMIC} makes it a block. */
  private void openIfFirst(int line) {
    if (!isOpen()) {
      open.push(new OpenBlock(Block.BEGIN, line));
    }
  }

  private void inside(Token token, int line) {
    if (previous.isSymbol('.') || previous.isSymbol('@')) {
      return; // part of a name
    }
    if (token.is("CASE")) {
      open.push(new OpenBlock(Block.CASE_EXPRESSION, line));
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
