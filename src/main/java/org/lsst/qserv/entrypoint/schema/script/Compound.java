package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Follows a statement word by word and knows whether it is inside a compound one, where a semicolon
 * ends a part and not the whole. It knows the grammar of bodies of routines, triggers and events
 * and of {@code BEGIN NOT ATOMIC} as far as blocks go; what stands in a part does not matter,
 * except that a {@code CASE} or {@code IF} there is an expression.
 */
public final class Compound {
  private enum Block {
    BEGIN,
    IF,
    CASE,
    CASE_EXPRESSION,
    LOOP,
    WHILE,
    REPEAT,
    FOR;

    boolean isClosedBy(Token afterEnd) {
      return this != BEGIN && this != CASE_EXPRESSION && afterEnd.is(name());
    }
  }

  private record Opened(Block block, int line) {}

  /** Makes a message of what is open: line, what, how it is closed. */
  interface Report {
    Failure notClosed(int line, String what, String missing);
  }

  private static final Set<String> BLOCKS =
      Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

  private final Deque<Opened> open = new ArrayDeque<>();
  private final CompoundHead head = new CompoundHead();
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

  void requireClosed(Report report) {
    if (isOpen()) {
      Opened outermost = open.getLast();
      String word = outermost.block().name().replace('_', ' ');
      String plain = word.equals("CASE EXPRESSION") ? "CASE" : word;
      boolean alone =
          outermost.block() == Block.BEGIN || outermost.block() == Block.CASE_EXPRESSION;
      throw report.notClosed(outermost.line(), plain, alone ? "END" : "END " + plain);
    }
  }

  void add(Token token, int line) {
    if (head.isBodyAt(token)) {
      body(token, line);
    }
    previous = token;
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

  /** The first word of a part. */
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
